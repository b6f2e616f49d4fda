import { readFile, writeFile } from 'node:fs/promises'
import { type Genesis, genesisFaults, genesisId, genesisMessage, type SignedGenesis } from '@jazzgrid/consensus'
import type { SignatureScheme, Signer } from '@jazzgrid/ledger'
import { CodedError } from '@jazzgrid/units'
import type { KnownMember } from './node-yaml.js'

/** A community that is being founded: what the founders sign one after another, and where they can be found. */
export interface Founding {
  readonly genesis: Genesis
  /** By account; null for those who have not signed. */
  readonly signatures: readonly (string | null)[]
  readonly members: readonly KnownMember[]
}

const SCHEMA = 'jazzgrid/founding@1'

export const writeFounding = (file: string, founding: Founding): Promise<void> =>
  writeFile(file, `${JSON.stringify({ schema: SCHEMA, ...founding }, null, 2)}\n`)

/**
 * Read a founding file and check what is signed already. Throws CodedError `bad-founding` with what is wrong.
 * @param scheme of the signatures.
 */
export async function readFounding(file: string, scheme: SignatureScheme): Promise<Founding> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw bad(file, `it cannot be read (${cause.code})`, cause)
  })
  let found: Partial<Founding> & { readonly schema?: unknown }
  try {
    found = Object(JSON.parse(text))
  } catch (cause) {
    throw bad(file, 'it is no JSON', cause)
  }
  const { schema, genesis, signatures, members } = found
  if (schema !== SCHEMA || genesis === undefined || !Array.isArray(signatures) || !Array.isArray(members)) {
    throw bad(file, `it is no ${SCHEMA}`)
  }
  const founding = { genesis, signatures, members }
  const fault = foundingFault(founding, scheme)
  if (fault !== undefined) throw bad(file, fault)
  return founding
}

/** Merge the signatures of copies of one founding. Throws CodedError `other-founding` where they are not of one. */
export function merged(foundings: readonly Founding[]): Founding {
  const [first, ...others] = foundings
  const id = hex(genesisId(first.genesis))
  if (others.some(({ genesis }) => hex(genesisId(genesis)) !== id)) {
    throw new CodedError('other-founding', 'These files found different communities. Start again from one of them.')
  }
  const signatures = first.signatures.map(
    (own, i) => own ?? others.map((other) => other.signatures[i]).find(Boolean) ?? null,
  )
  return { ...first, signatures }
}

/** The founding with one more signature. Throws CodedError `no-founder` where the key founds nothing here. */
export function signed(founding: Founding, signer: Signer): Founding {
  const account = founderOf(founding, signer)
  const signature = hex(signer.sign(genesisMessage(founding.genesis)))
  return { ...founding, signatures: founding.signatures.map((other, i) => (i === account ? signature : other)) }
}

/** The account of a key. Throws CodedError `no-founder`. */
export function founderOf({ genesis }: Founding, { key }: Pick<Signer, 'key'>): number {
  const account = genesis.members.findIndex((member) => member.key === hex(key))
  if (account >= 0) return account
  throw new CodedError(
    'no-founder',
    `The key of this folder (${hex(key)}) is none of the founders'. Name another folder.`,
  )
}

/** Accounts that have not signed. */
export const unsigned = ({ signatures }: Founding): number[] =>
  signatures.flatMap((signature, account) => (signature === null ? [account] : []))

/** The genesis, where all have signed. */
export function completed(founding: Founding): SignedGenesis | undefined {
  const signatures = founding.signatures.filter((signature) => signature !== null)
  return signatures.length === founding.signatures.length ? { genesis: founding.genesis, signatures } : undefined
}

function foundingFault({ genesis, signatures }: Founding, scheme: SignatureScheme): string | undefined {
  try {
    if (signatures.length !== genesis.members.length) return 'it has not one place a founder to sign in'
    const whole = { genesis, signatures: signatures.map((signature) => signature ?? '') }
    // only signatures that are there are looked at
    const missing = new Set(signatures.flatMap((signature, account) => (signature === null ? [account] : [])))
    const faults = genesisFaults(whole, scheme)
    return faults.find(
      (fault) =>
        ![...missing].some((account) => fault === `the signature of account ${account} does not fit the genesis`),
    )
  } catch {
    return 'its genesis has another shape'
  }
}

const bad = (file: string, why: string, cause?: unknown): CodedError =>
  new CodedError('bad-founding', `${file} founds no community: ${why}. Ask for it again from whoever made it.`, {
    cause,
  })

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
