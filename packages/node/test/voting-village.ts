import { type CommunityState, execute, networkOf, signGenesis, stateAtGenesis } from '@jazzgrid/consensus'
import { type Body, type Entry, NO_ENTRY, signEntry } from '@jazzgrid/ledger'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { MINUTE } from '@jazzgrid/units'
import { BallotDesk } from '../src/join/ballot-desk.js'
import { GENESIS, NOON } from './two-homes.js'

export const signerOf = (n: number) => opensslSigner(new Uint8Array(32).fill(n + 1))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Validators whose entries are executed round by round, without a network: what happens to their votes. */
export class VotingVillage {
  readonly scheme = opensslScheme()
  readonly signed
  readonly desks: readonly BallotDesk[]
  state: CommunityState
  /** All that was certified. */
  readonly ledger: Entry[] = []
  #open: Entry[] = []
  readonly #tips = new Map<number, Entry>()

  constructor(validators: number) {
    const signers = Array.from({ length: validators }, (_, account) => signerOf(account))
    const members = signers.map(({ key }, account) => ({ account, key: hex(key), validator: true, feeder: 0 }))
    this.signed = signGenesis({ ...GENESIS, members }, signers)
    this.state = stateAtGenesis(this.signed.genesis)
    this.desks = signers.map((_, account) => this.desk(account))
  }

  /** A desk that knows nothing yet, as after a start. */
  desk(account: number): BallotDesk {
    return new BallotDesk({
      account,
      state: () => this.state,
      quorum: () => Math.floor((2 * this.state.members.filter(({ validator }) => validator).length) / 3) + 1,
      write: (bodies) => this.#write(account, bodies),
    })
  }

  /** Certify what was written. */
  round(): void {
    const { genesis } = this.signed
    const height = this.state.height + 1
    const entries = this.#open.sort((a, b) => a.account - b.account || a.seq - b.seq)
    this.#open = []
    this.ledger.push(...entries)
    for (const entry of entries) this.#tips.set(entry.account, entry)
    const frontier = [...this.#tips.values()]
      .sort((a, b) => a.account - b.account)
      .map(({ account, incarnation, seq, id }) => ({ account, incarnation, seq, id }))
    const at = NOON + height * MINUTE
    const input = { height, at, firstSlot: Math.ceil(at / (30 * MINUTE)), frontier, entries }
    const { state } = execute(genesis, this.state, input, this.scheme)
    const certificate = hex(new Uint8Array(32).fill(height))
    this.state = { ...state, certificate, recent: [...state.recent, certificate.slice(0, 16)] }
    for (const desk of this.desks) desk.hear(entries)
  }

  #write(account: number, bodies: readonly Body[]): boolean {
    for (const body of bodies) {
      const below = [...this.#open].reverse().find((entry) => entry.account === account) ?? this.#tips.get(account)
      const position = { account, incarnation: 0, seq: (below?.seq ?? 0) + 1, prev: below?.id ?? NO_ENTRY }
      const { height, certificate } = this.state
      const knowledge = {
        height,
        certificate: new Uint8Array(Buffer.from(certificate.slice(0, 16), 'hex')),
        time: NOON,
      }
      this.#open.push(
        signEntry({ network: networkOf(this.signed.genesis), ...position, ...knowledge, body }, signerOf(account)),
      )
    }
    return true
  }
}
