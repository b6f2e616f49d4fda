import { createHash, randomBytes } from 'node:crypto'
import { CodedError } from '@jazzgrid/units'
import { z } from 'zod'
import { replaceFile, textOf } from '../../folder/atomic-file.js'
import { SCOPES, type Scope, type TokenReport } from '../contract/administration.js'

interface StoredToken extends TokenReport {
  /** SHA-256 of the token, hex: whoever reads the file cannot use it. A token has 256 random bits, so it needs no salt. */
  readonly sha256: string
}

const fileSchema = z.strictObject({
  schema: z.literal('jazzgrid/token-hashes@1'),
  tokens: z.array(
    z.strictObject({
      name: z.string(),
      scopes: z.array(z.enum(SCOPES)),
      created_wall_ms: z.int(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
})

/** Name of the token that the command line uses. */
export const LOCAL = 'local'

/** Who may ask what of a node. */
export class TokenBook {
  readonly #path: string
  #tokens: readonly StoredToken[]

  private constructor(path: string, tokens: readonly StoredToken[]) {
    this.#path = path
    this.#tokens = tokens
  }

  /**
   * The tokens of a node. Where the admin token is not there, or was revoked, a new one is made.
   * @param admin the file of the admin token. Throws CodedError `bad-tokens`.
   */
  static async open(path: string, admin: string, now: number): Promise<TokenBook> {
    const text = await textOf(path)
    const book = new TokenBook(path, text === undefined ? [] : tokensIn(text, path))
    const known = await textOf(admin)
    if (known === undefined || book.scopesOf(known.trim()) === undefined) {
      await replaceFile(admin, `${await book.#put(LOCAL, ['admin'], now)}\n`, 0o600)
    }
    return book
  }

  get tokens(): readonly TokenReport[] {
    return this.#tokens.map(({ sha256: _, ...token }) => token)
  }

  /** What a token may do; undefined where nobody has it. */
  scopesOf(token: string): readonly Scope[] | undefined {
    // comparing hashes tells nobody how much of a guess was right
    const hash = hashOf(token)
    return this.#tokens.find(({ sha256 }) => sha256 === hash)?.scopes
  }

  /** @returns the new token; undefined where the name is taken. */
  async grant(name: string, scopes: readonly Scope[], now: number): Promise<string | undefined> {
    return this.#tokens.some((token) => token.name === name) ? undefined : this.#put(name, scopes, now)
  }

  /** @returns whether there was one of this name. */
  async revoke(name: string): Promise<boolean> {
    const rest = this.#tokens.filter((token) => token.name !== name)
    if (rest.length === this.#tokens.length) return false
    await this.#write(rest)
    return true
  }

  async #put(name: string, scopes: readonly Scope[], now: number): Promise<string> {
    const token = `jg_${randomBytes(32).toString('base64url')}`
    const others = this.#tokens.filter((other) => other.name !== name)
    await this.#write([...others, { name, scopes, created_wall_ms: now, sha256: hashOf(token) }])
    return token
  }

  async #write(tokens: readonly StoredToken[]): Promise<void> {
    const text = JSON.stringify({ schema: 'jazzgrid/token-hashes@1', tokens }, null, 2)
    await replaceFile(this.#path, `${text}\n`, 0o600)
    this.#tokens = tokens
  }
}

/** Whether these scopes allow what asks for one of them. */
export const allows = (scopes: readonly Scope[], scope: Scope): boolean =>
  scopes.includes('admin') || scopes.includes(scope) || (scope === 'read' && scopes.length > 0)

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

function tokensIn(text: string, path: string): readonly StoredToken[] {
  try {
    return fileSchema.parse(JSON.parse(text)).tokens
  } catch (cause) {
    const message = `${path} is not as this program writes it; move it away, and grant the tokens again`
    throw new CodedError('bad-tokens', message, { cause })
  }
}
