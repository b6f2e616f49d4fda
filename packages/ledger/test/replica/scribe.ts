import { wh } from '@jazzgrid/units'
import type { Tip } from '../../src/chain/frontier.js'
import type { Roster } from '../../src/chain/roster.js'
import type { Body } from '../../src/entry/body.js'
import { type Entry, NO_ENTRY, type Statement } from '../../src/entry/entry.js'
import { signEntry } from '../../src/entry/entry-codec.js'
import { Replica, type ReplicaLimits } from '../../src/replica/replica.js'
import type { Signer } from '../../src/signature/signature-scheme.js'
import { plainScheme, plainSigner } from './plain-signature.js'

export const NETWORK = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)

/** Writes the chain of one account; a copy of it writes another branch. */
export class Scribe {
  readonly account: number
  signer: Signer
  incarnation = 0
  seq = 0
  prev: Uint8Array = NO_ENTRY

  constructor(account: number, signer: Signer = plainSigner(account)) {
    this.account = account
    this.signer = signer
  }

  /** The next entry; `energy` makes entries of one position different. */
  write(energy = 0, also: Partial<Statement> = {}): Entry {
    return this.say({ kind: 'delivery', slot: 7, device: 0, energy: wh(energy) }, also)
  }

  say(body: Body, also: Partial<Statement> = {}): Entry {
    const { account, incarnation, seq, prev } = this
    const position = { account, incarnation, seq: seq + 1, prev }
    const known = { network: NETWORK, height: 0, certificate: new Uint8Array(8), time: 0 }
    const entry = signEntry({ ...position, ...known, body, ...also }, this.signer)
    this.seq = entry.seq
    this.prev = entry.id
    return entry
  }

  writeMany(count: number, energy = 0): Entry[] {
    return Array.from({ length: count }, () => this.write(energy))
  }

  reincarnate(): Entry {
    this.incarnation++
    this.seq = 0
    this.prev = NO_ENTRY
    return this.say({ kind: 'reincarnate' })
  }

  copy(): Scribe {
    const twin = new Scribe(this.account, this.signer)
    twin.incarnation = this.incarnation
    twin.seq = this.seq
    twin.prev = this.prev
    return twin
  }

  get tip(): Tip {
    return tipOf(this)
  }
}

export const tipOf = ({ account, incarnation, seq, ...at }: Tip | Entry | Scribe): Tip => ({
  account,
  incarnation,
  seq,
  id: 'id' in at ? at.id : at.prev,
})

/** Accounts 0 to `count` - 1 with the keys that their scribes have, but for those that are named. */
export function rosterOf(count: number, keys: Readonly<Record<number, Uint8Array | undefined>> = {}): Roster {
  return {
    author: (account) => {
      const key = account in keys ? keys[account] : plainSigner(account).key
      return key === undefined || account >= count ? undefined : { key, incarnation: 0 }
    },
  }
}

export const replicaOf = (
  count = 10,
  also: { readonly limits?: ReplicaLimits; readonly certified?: readonly Tip[] } = {},
): Replica => new Replica({ network: NETWORK, roster: rosterOf(count), scheme: plainScheme, ...also })
