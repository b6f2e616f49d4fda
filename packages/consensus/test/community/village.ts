import { type Body, type Entry, type Frontier, NO_ENTRY, type Signer, signEntry } from '@jazzgrid/ledger'
import { DAY, HOUR, MINUTE, type Price, perKwh, wh } from '@jazzgrid/units'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { type Executed, execute } from '../../src/execution/execute.js'
import { type Genesis, networkOf } from '../../src/genesis/genesis.js'
import { type CommunityState, certifiedBy, stateAtGenesis } from '../../src/state/community-state.js'
import { ED25519, keyOf } from './keyring.js'

/** 2026-07-01T00:00Z. */
export const MIDNIGHT = Date.UTC(2026, 6, 1)
export const SLOT_LENGTH = 30 * MINUTE
/** The slot from 01:00. */
export const ONE_O_CLOCK = (MIDNIGHT + HOUR) / SLOT_LENGTH

export const genesisOf = (members: number, changes: Partial<Genesis> = {}): Genesis => ({
  version: 1,
  name: 'test village',
  startsAt: MIDNIGHT,
  roundLength: MINUTE,
  collectTime: 5000,
  decisionTime: MINUTE,
  faultModel: 'byzantine',
  market: {
    mechanism: 'continuous',
    slotLength: SLOT_LENGTH,
    tick: perKwh(0.1),
    lot: wh(10),
    band: { min: perKwh(0), max: perKwh(50) },
    openBefore: DAY,
    gateClosure: 0,
  },
  settlement: {
    retail: [perKwh(30)],
    feedIn: [perKwh(8)],
    sameFeeder: perKwh(1),
    other: perKwh(2),
    readingGrace: 10 * MINUTE,
    suspendAbove: 300,
  },
  members: Array.from({ length: members }, (_, account) => ({
    account,
    key: bytesToHex(keyOf(`h${account}`).key),
    validator: true,
    feeder: account % 2,
  })),
  ...changes,
})

/** A member who writes: each body becomes the next entry of its chain. */
export class Writer {
  readonly account: number
  readonly #signer: Signer
  readonly #network: Uint8Array
  #seq = 0
  #prev = NO_ENTRY

  constructor(genesis: Genesis, account: number, signer = keyOf(`h${account}`)) {
    this.account = account
    this.#signer = signer
    this.#network = networkOf(genesis)
  }

  write(state: CommunityState, body: Body): Entry {
    const entry = signEntry(
      {
        network: this.#network,
        account: this.account,
        incarnation: 0,
        seq: ++this.#seq,
        prev: this.#prev,
        height: state.height,
        certificate: hexToBytes(state.certificate.slice(0, 16)),
        time: state.at,
        body,
      },
      this.#signer,
    )
    this.#prev = entry.id
    return entry
  }
}

/** A community that executes round after round, with certificates named by their height. */
export class Village {
  readonly genesis: Genesis
  readonly writers: Writer[]
  state: CommunityState
  #tips = new Map<number, Entry>()

  constructor(genesis: Genesis) {
    this.genesis = genesis
    this.state = stateAtGenesis(genesis)
    this.writers = genesis.members.map(({ account }) => new Writer(genesis, account))
  }

  write(account: number, body: Body): Entry {
    return this.writers[account].write(this.state, body)
  }

  round(at: number, entries: readonly Entry[], firstSlot = Math.ceil(at / SLOT_LENGTH)): Executed {
    const sorted = [...entries].sort((a, b) => a.account - b.account || a.seq - b.seq)
    for (const entry of sorted) this.#tips.set(entry.account, entry)
    const input = { height: this.state.height + 1, at, firstSlot, frontier: this.#frontier(), entries: sorted }
    const executed = execute(this.genesis, this.state, input, ED25519)
    this.state = certifiedBy(executed.state, new Uint8Array(32).fill(input.height))
    return executed
  }

  #frontier(): Frontier {
    return [...this.#tips.values()]
      .sort((a, b) => a.account - b.account)
      .map(({ account, incarnation, seq, id }) => ({ account, incarnation, seq, id }))
  }
}

/** An order of device 10 + side, for the slot from one o'clock, price in currency per kWh. */
export const orderBody = (side: 'buy' | 'sell', price: number, quantity: number, slot = ONE_O_CLOCK): Body => ({
  kind: 'order',
  tag: 1,
  device: side === 'buy' ? 10 : 11,
  slot,
  side,
  price: perKwh(price) as Price,
  quantity: wh(quantity),
  goodTill: MIDNIGHT + DAY,
})

export const readingBody = (slot: number, imported: number, exported: number): Body => ({
  kind: 'reading',
  slot,
  imported: wh(imported),
  exported: wh(exported),
})
