import type { Roster } from '../../../packages/ledger/src/chain/roster.js'
import type { OrderBody } from '../../../packages/ledger/src/entry/body.js'
import { NO_ENTRY } from '../../../packages/ledger/src/entry/entry.js'
import { signEntry } from '../../../packages/ledger/src/entry/entry-codec.js'
import { opensslSigner } from '../../../packages/ledger/src/openssl/openssl-signer.js'
import type { Signer } from '../../../packages/ledger/src/signature/signature-scheme.js'
import { perKwh, wh } from '../../../packages/units/src/quantity.js'

/** What one author wrote, oldest first: signed entries on the wire. */
export interface Authored {
  readonly account: number
  readonly key: Uint8Array
  readonly wires: readonly Uint8Array[]
}

export const NETWORK = Uint8Array.of(0x6a, 0x61, 0x7a, 0x7a, 0x67, 0x72, 0x69, 0x64)
const START = Date.UTC(2026, 6, 1)
const SLOT = 1_800_000

export const signerOf = (account: number): Signer =>
  opensslSigner(Uint8Array.from({ length: 32 }, (_, i) => (account * 31 + i) & 0xff))

/** The n-th order of an author: what a store or roof sends all day, with a premium and an origin. */
export const orderOf = (account: number, n: number): OrderBody => ({
  kind: 'order',
  tag: n,
  device: account * 10 + (n % 3),
  slot: Math.floor(START / SLOT) + (n % 48),
  side: n % 2 === 0 ? 'buy' : 'sell',
  price: perKwh(20 + (n % 150) / 10),
  quantity: wh(100 * (1 + (n % 40))),
  goodTill: START + n * 1000 + 900_000,
  ...(n % 2 === 0 ? { premium: { renewable: perKwh(1) } } : { origin: 'pv' as const }),
})

/** One author's chain of orders, one a second. */
export function authored(account: number, count: number): Authored {
  const signer = signerOf(account)
  const wires: Uint8Array[] = []
  let prev = NO_ENTRY
  for (let n = 1; n <= count; n++) {
    const entry = signEntry(
      {
        network: NETWORK,
        account,
        incarnation: 0,
        seq: n,
        prev,
        height: 10_000 + Math.floor(n / 60),
        certificate: certificateOf(Math.floor(n / 60)),
        time: START + n * 1000,
        body: orderOf(account, n),
      },
      signer,
    )
    wires.push(entry.wire)
    prev = entry.id
  }
  return { account, key: signer.key, wires }
}

/** Eight bytes that look drawn, another for every certificate. */
const certificateOf = (height: number): Uint8Array =>
  Uint8Array.from({ length: 8 }, (_, i) => Math.imul(height * 8 + i + 1, 0x9e3779b1) >>> 24)

export function rosterOf(authors: readonly Authored[]): Roster {
  const known = new Map(authors.map(({ account, key }) => [account, { key, incarnation: 0 }]))
  return { author: (account) => known.get(account) }
}
