import type { Body, Entry, SignatureScheme } from '@jazzgrid/ledger'
import { type CancelRequest, Exchange, type MarketAccount, type Request } from '@jazzgrid/market'
import { bytesToHex } from '@noble/hashes/utils.js'
import { type Genesis, marketRules, networkOf } from '../genesis/genesis.js'
import { BallotBox } from '../membership/ballot-box.js'
import {
  changed,
  changeOf,
  changeText,
  isPossessed,
  isPossible,
  isValidating,
  keyOf,
  type PlainChange,
  parameterText,
} from '../membership/member-change.js'
import { type Parameter, type Terms, withParameter } from '../membership/parameter.js'
import { validatorsOf } from '../membership/validators-of.js'
import { type CommunityState, certificatePrefix, type Member } from '../state/community-state.js'
import { convictedBy, isAccusation } from './conviction.js'
import type { Drop, DropReason } from './drop.js'
import type { RoundInput } from './round-input.js'
import type { RoundResult } from './round-result.js'
import { SlotBook } from './slot-book.js'

/** A round executed: `certificate` of the state is still that of the round before, see `certifiedBy`. */
export interface Executed {
  readonly state: CommunityState
  readonly result: RoundResult
}

/**
 * Execute the cut of a round. A pure function of state and input: every peer that has the same certificates computes the
 * same result. The order: changes of members that are due; evidence; votes; readings and the settlement of the slots
 * that they complete, so that a seller who did not deliver is suspended before it offers again; then the market.
 */
export function execute(genesis: Genesis, state: CommunityState, input: RoundInput, scheme: SignatureScheme): Executed {
  return new Execution(genesis, state, input, scheme).run()
}

class Execution {
  readonly #network: Uint8Array
  readonly #before: CommunityState
  readonly #input: RoundInput
  readonly #scheme: SignatureScheme
  readonly #exchange: Exchange
  readonly #box: BallotBox
  readonly #slots: SlotBook
  readonly #drops: Drop[] = []
  #members: readonly Member[]
  #terms: Terms

  constructor(genesis: Genesis, state: CommunityState, input: RoundInput, scheme: SignatureScheme) {
    this.#network = networkOf(genesis)
    this.#before = state
    this.#input = input
    this.#scheme = scheme
    this.#members = state.members
    this.#terms = state.terms
    this.#exchange = Exchange.restore(marketRules(genesis), state.market)
    this.#box = new BallotBox(state.ballots, state.scheduled, validatorsOf(genesis, state.members).quorum)
    this.#slots = new SlotBook(genesis, state.settlement, state.unsettled, state.reliability)
  }

  run(): Executed {
    const { height, at, firstSlot } = this.#input
    for (const text of this.#box.due(height)) this.#change(changeOf(text))
    this.#slots.begin(this.#members, this.#terms)
    const entries = this.#input.entries.filter((entry) => this.#isTimely(entry))
    const withdrawn = this.#convict(entries)
    const requests: Request[] = [...withdrawn]
    for (const entry of entries) {
      const reason = this.#barred(entry.account) ?? this.#enter(entry, requests)
      if (reason !== undefined) this.#drop(entry, reason)
    }
    const { settled, suspended } = this.#slots.close(at)
    for (const [account, until] of suspended) this.#exchange.suspend(account, until)
    const report = this.#exchange.round(at, requests, firstSlot)
    for (const trade of report.trades) this.#slots.traded(trade)
    return { state: this.#after(), result: { height, report, settled, drops: this.#drops } }
  }

  #after(): CommunityState {
    const { height, at, frontier } = this.#input
    return {
      height,
      certificate: this.#before.certificate,
      at,
      recent: this.#before.recent,
      closers: this.#before.closers,
      tips: frontier.map(({ id, ...tip }) => ({ ...tip, id: bytesToHex(id) })),
      members: this.#members,
      terms: this.#terms,
      ballots: this.#box.ballots,
      scheduled: this.#box.scheduled,
      market: this.#exchange.snapshot(),
      settlement: this.#slots.settlement,
      unsettled: this.#slots.unsettled,
      reliability: this.#slots.reliability,
    }
  }

  /** An entry says what its author knew. One that names a certificate of another history was not meant for this one. */
  #isTimely(entry: Entry): boolean {
    const { height, certificate } = entry
    if (height > this.#before.height) this.#drop(entry, 'ahead-of-time')
    else if (certificatePrefix(this.#before, height) === bytesToHex(certificate)) return true
    else this.#drop(entry, 'other-history')
    return false
  }

  /** @returns what takes the open orders of the convicted out of the books. */
  #convict(entries: readonly Entry[]): CancelRequest[] {
    const guilty = new Set<number>()
    for (const entry of entries) {
      if (!isAccusation(entry.body)) continue
      const account = convictedBy(
        entry.body,
        this.#network,
        (of) => (this.#isActive(of) ? keyOf(this.#members, of) : undefined),
        this.#scheme,
      )
      // without a validator nobody could decide anything any more
      const last = this.#members.every(
        (member) => member.account === account || guilty.has(member.account) || !isValidating(member),
      )
      if (account === undefined || guilty.has(account) || last) this.#drop(entry, 'convicts-nobody')
      else guilty.add(account)
    }
    this.#members = this.#members.map((member) =>
      guilty.has(member.account) ? { ...member, standing: 'equivocator' } : member,
    )
    return this.#before.market.orders
      .filter(({ terms }) => guilty.has(terms.account))
      .map(({ handle, tag, terms: { account, device } }) => ({ kind: 'cancel', tag, account, device, handle }))
  }

  #enter({ account, body }: Entry, requests: Request[]): DropReason | undefined {
    switch (body.kind) {
      case 'order':
      case 'cancel':
      case 'replace':
        requests.push({ ...body, account })
        return undefined
      case 'reading': {
        const { kind: _, slot, ...registers } = body
        return this.#slots.read(slot, [account, registers], this.#input.at)
      }
      case 'member':
        return this.#vote(account, body)
      case 'param':
        return this.#box.cast(account, parameterText(body.name, body.value), this.#input.height, this.#members)
      case 'rotate-key':
        return this.#rotate(account, body)
      case 'evidence':
      case 'double-signing':
      case 'delivery':
      case 'dispute':
      case 'reincarnate':
        return undefined
    }
  }

  #vote(voter: number, { change }: Extract<Body, { kind: 'member' }>): DropReason | undefined {
    if (!isPossessed(change, this.#network, this.#scheme)) return 'no-such-change'
    return this.#box.cast(voter, changeText(change), this.#input.height, this.#members)
  }

  #rotate(account: number, { key, proof }: Extract<Body, { kind: 'rotate-key' }>): DropReason | undefined {
    const hex = bytesToHex(key)
    const claim = { to: 'admit', account, key, proof, validator: false, feeder: 0 } as const
    if (this.#members.some((member) => member.key === hex)) return 'no-such-change'
    if (!isPossessed(claim, this.#network, this.#scheme)) return 'no-such-change'
    this.#members = this.#members.map((member) =>
      member.account === account ? { ...member, key: hex, since: this.#input.height } : member,
    )
    return undefined
  }

  /** Members may have changed since the vote was counted. */
  #change(change: PlainChange): void {
    if (!isPossible(change, this.#members)) return
    if (change.to === 'set') {
      this.#terms = withParameter(this.#terms, change.parameter as Parameter, change.value)
      return
    }
    this.#members = changed(this.#members, change, this.#input.height)
    if (change.to !== 'admit') return
    const { account, feeder, maxEnergyPerSlot } = change
    const terms: MarketAccount = maxEnergyPerSlot === undefined ? { feeder } : { feeder, maxEnergyPerSlot }
    this.#exchange.register(account, terms)
    this.#slots.admit()
  }

  #barred(account: number): DropReason | undefined {
    if (this.#isActive(account)) return undefined
    return this.#members[account]?.standing === 'equivocator' ? 'equivocator' : 'not-a-member'
  }

  #isActive(account: number): boolean {
    return this.#members[account]?.standing === 'active'
  }

  #drop({ account, incarnation, seq }: Entry, reason: DropReason): void {
    this.#drops.push({ account, incarnation, seq, reason })
  }
}
