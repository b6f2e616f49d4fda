import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import {
  INVITED_ROLES,
  type Invitation,
  type InvitedRole,
  invitationName,
  invitationText,
  type MemberAddresses,
  SECRET_LENGTH,
} from '@jazzgrid/consensus'
import type { Signer } from '@jazzgrid/ledger'
import { CodedError, type Wh } from '@jazzgrid/units'
import type { Offer } from './admission-desk.js'

/** An invitation that was given out and is not over. */
export interface OpenInvitation extends Offer {
  readonly name: string
  /** Hex. */
  readonly secret: string
  readonly expiresAt: number
}

export interface InvitationTerms {
  readonly role: InvitedRole
  readonly feeder: number
  readonly maxEnergyPerSlot?: Wh
  /** UTC ms on the wall. */
  readonly expiresAt: number
  readonly doors: readonly string[]
  readonly members: readonly MemberAddresses[]
}

/** Given out and not over: more would be somebody's mistake. */
const MOST_OPEN = 64

/**
 * The invitations that this peer has given out. They are kept in a file for the owner's eyes only, since whoever reads a
 * secret there may come in its place.
 */
export class OpenInvitations {
  readonly #file: string
  readonly #open: Map<string, OpenInvitation>
  #written: Promise<void> = Promise.resolve()

  private constructor(file: string, open: readonly OpenInvitation[]) {
    this.#file = file
    this.#open = new Map(open.map((invitation) => [invitation.name, invitation]))
  }

  /** Those of a file; none where there is no file. Throws CodedError `bad-invitations`. */
  static async read(file: string): Promise<OpenInvitations> {
    let text: string
    try {
      text = await readFile(file, 'utf8')
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return new OpenInvitations(file, [])
      throw cause
    }
    const open = parsed(text)
    if (open !== undefined) return new OpenInvitations(file, open)
    throw new CodedError('bad-invitations', `${file} holds no list of invitations. Delete it and invite again.`)
  }

  /** @param now UTC ms on the wall. */
  list(now: number): readonly OpenInvitation[] {
    for (const { name, expiresAt } of this.#open.values()) if (expiresAt <= now) this.#open.delete(name)
    return [...this.#open.values()]
  }

  find(name: string, now: number): OpenInvitation | undefined {
    return this.list(now).find((invitation) => invitation.name === name)
  }

  /** Write an invitation. @returns its text; undefined where too many are open. */
  async issue(
    terms: InvitationTerms,
    community: Uint8Array,
    inviter: { readonly account: number; readonly signer: Signer },
    now: number,
  ): Promise<{ readonly name: string; readonly text: string } | undefined> {
    if (this.list(now).length >= MOST_OPEN) return undefined
    const { role, feeder, maxEnergyPerSlot, expiresAt, doors, members } = terms
    const secret = new Uint8Array(randomBytes(SECRET_LENGTH))
    const { account, signer } = inviter
    const invitation: Invitation = {
      community,
      inviter: { account, key: signer.key },
      role,
      secret,
      expiresAt,
      doors,
      members,
    }
    const name = invitationName(invitation)
    const text = invitationText(invitation, signer)
    this.#open.set(name, {
      name,
      secret: Buffer.from(secret).toString('hex'),
      role,
      feeder,
      ...(maxEnergyPerSlot !== undefined && { maxEnergyPerSlot }),
      expiresAt,
    })
    await this.#write()
    return { name, text }
  }

  /** Somebody came with it: it is for that key from now on. @param key hex. */
  async take(name: string, key: string): Promise<void> {
    const invitation = this.#open.get(name)
    if (invitation === undefined || invitation.takenBy !== undefined) return
    this.#open.set(name, { ...invitation, takenBy: key })
    await this.#write()
  }

  /** @returns whether there was one. */
  async revoke(name: string): Promise<boolean> {
    const was = this.#open.delete(name)
    if (was) await this.#write()
    return was
  }

  /** Whole or not at all, one after the other. */
  #write(): Promise<void> {
    const run = async () => {
      const beside = `${this.#file}.new`
      await writeFile(beside, `${JSON.stringify({ schema: SCHEMA, open: [...this.#open.values()] }, null, 2)}\n`, {
        mode: 0o600,
      })
      await rename(beside, this.#file)
    }
    this.#written = this.#written.then(run, run)
    return this.#written
  }
}

const SCHEMA = 'jazzgrid/invitations@1'

function parsed(text: string): readonly OpenInvitation[] | undefined {
  try {
    const { schema, open } = JSON.parse(text) as { schema?: unknown; open?: unknown }
    return schema === SCHEMA && Array.isArray(open) && open.every(isOpen) ? open : undefined
  } catch {
    return undefined
  }
}

function isOpen(value: unknown): value is OpenInvitation {
  const { name, secret, role, feeder, expiresAt } = Object(value) as Record<keyof OpenInvitation, unknown>
  return (
    /^[0-9a-f]{16}$/.test(String(name)) &&
    /^[0-9a-f]{32}$/.test(String(secret)) &&
    (INVITED_ROLES as readonly unknown[]).includes(role) &&
    Number.isInteger(feeder) &&
    Number.isInteger(expiresAt)
  )
}
