import { type Body, type Position, type Replica, readSync } from '@jazzgrid/ledger'
import { Council } from '../council/council.js'
import { nextCut } from '../council/deadline.js'
import { type Genesis, networkOf } from '../genesis/genesis.js'
import type { CommunityState } from '../state/community-state.js'
import { type Accusation, Accusations } from './accusations.js'
import { alarmOf } from './alarm.js'
import { decidedWrites, packetsOf, pledgeWrite, putEntry } from './disk/store-writes.js'
import { EntryDesk, rivalProofs } from './entry-desk.js'
import { OwnAccount } from './own-account.js'
import type { PeerEffect, PeerName, PeerTimer, StoreAsk, Topic } from './peer-effect.js'
import { type Judged, PEER_PACE, type PeerOptions, type PeerPace } from './peer-options.js'
import type { RoundEvent } from './round-event.js'
import { RoundKeeper } from './round-keeper.js'
import { SyncDesk, type Taken } from './sync/sync-desk.js'

/**
 * One peer of a community: its replica, its part in deciding rounds, and what it tells its neighbours. A state machine
 * without clock, disk or network: every call hands in what happened and gets back what is to be done, in order.
 */
export class Peer {
  readonly #genesis: Genesis
  readonly #replica: Replica
  readonly #council: Council
  readonly #keeper: RoundKeeper
  readonly #entries: EntryDesk
  readonly #sync: SyncDesk
  readonly #own: OwnAccount | undefined
  readonly #pledges: Uint8Array | undefined
  readonly #pledgedHeight: number
  readonly #pace: PeerPace
  readonly #accusations = new Accusations()
  #now = 0
  #isWaiting = false
  #isAwake = false
  #effects: PeerEffect[] = []

  constructor(options: PeerOptions) {
    const { genesis, scheme, identity, replica, timing, rules } = options
    const network = networkOf(genesis)
    this.#genesis = genesis
    this.#replica = replica
    this.#pledges = options.pledged?.pledges
    this.#pledgedHeight = options.state.height + 1
    this.#pace = { ...PEER_PACE, ...options.pace }
    this.#council = new Council({ genesis, scheme, replica, state: options.state, now: () => this.#now })
    for (const vector of options.pledged?.vectors ?? []) this.#council.shelf.put(vector)
    this.#keeper = new RoundKeeper({
      genesis,
      scheme,
      council: this.#council,
      ...(identity && { identity }),
      ...(timing && { timing }),
      ...(rules && { rules }),
    })
    this.#own = identity && new OwnAccount({ ...identity, network, replica })
    this.#entries = new EntryDesk(replica)
    this.#sync = new SyncDesk({
      network,
      replica,
      council: this.#council,
      keeper: this.#keeper,
      chance: options.chance,
      ...(identity && { account: identity.account }),
      host: {
        effect: (effect) => this.#effects.push(effect),
        take: (wires, from) => this.#take(wires, from),
        events: (events) => this.#follow(events),
      },
    })
  }

  /** As of the newest certificate. */
  get state(): CommunityState {
    return this.#council.state
  }

  get replica(): Replica {
    return this.#replica
  }

  /** More than f validators lied, or this peer computes another result than the others: it does nothing more. */
  get stopped(): boolean {
    return this.#keeper.stopped
  }

  /**
   * Whether it may sign entries: not before so many neighbours have shown what they know of its own chain that a quorum,
   * itself included, has.
   */
  get mayWrite(): boolean {
    return this.#own !== undefined && this.#sync.confirmations + 1 >= this.#council.validators.quorum
  }

  start(now: number): readonly PeerEffect[] {
    return this.#step(now, () => {
      this.#wakeToCut()
      this.#wake({ kind: 'sync' }, this.#pace.sync)
    })
  }

  connected(name: PeerName, now: number): readonly PeerEffect[] {
    return this.#step(now, () => this.#sync.connected(name, now))
  }

  disconnected(name: PeerName): readonly PeerEffect[] {
    return this.#step(this.#now, () => this.#sync.disconnected(name))
  }

  frame(name: PeerName, frame: Uint8Array, now: number): readonly PeerEffect[] {
    return this.#step(now, () => this.#sync.frame(name, frame, now))
  }

  /** What the store had to a `read`. */
  read(name: PeerName, ask: StoreAsk, found: readonly Uint8Array[]): readonly PeerEffect[] {
    return this.#step(this.#now, () => {
      if (ask.what === 'rival') for (const proof of rivalProofs(ask.entry, found)) this.#accuse(proof)
      else this.#sync.answer(name, ask, found)
    })
  }

  gossip(topic: Topic, data: Uint8Array, from: PeerName, now: number): Judged {
    let verdict: Judged['verdict'] = 'accept'
    const effects = this.#step(now, () => {
      verdict = topic === 'entry' ? this.#hearEntries(data, from) : this.#hearSeal(data, now)
    })
    return { verdict, effects }
  }

  timer(timer: PeerTimer, now: number): readonly PeerEffect[] {
    return this.#step(now, () => {
      switch (timer.kind) {
        case 'cut':
          this.#follow(this.#keeper.cut(now))
          this.#wakeToCut()
          return
        case 'sync':
          this.#sync.greetSome(2, now)
          this.#wake(timer, this.#pace.sync)
          return
        case 'again':
          this.#isWaiting = false
          if (this.#sync.askAgain(now)) this.#wakeToAsk()
          return
        case 'seal':
          this.#follow(this.#keeper.timer(timer.timer, now))
      }
    })
  }

  /** Write entries of the own account. undefined while it may not sign. */
  write(bodies: readonly Body[], now: number): readonly PeerEffect[] | undefined {
    return this.mayWrite ? this.#step(now, () => this.#write(bodies)) : undefined
  }

  #write(bodies: readonly Body[]): void {
    const written = this.#own!.write(bodies, this.#replica, this.state, this.#now)
    if (written.length === 0) return
    this.#effects.push({ kind: 'store', batch: written.map(putEntry), durability: 'synced' })
    for (const data of packetsOf(written)) this.#effects.push({ kind: 'publish', topic: 'entry', data })
    this.#effects.push({ kind: 'received', entries: written })
  }

  #hearEntries(data: Uint8Array, from: PeerName): Judged['verdict'] {
    const message = readSync(data)
    if (typeof message === 'string' || message.kind !== 'entries') return 'reject'
    return this.#take(message.wires, from) === 'faulty' ? 'reject' : 'accept'
  }

  #hearSeal(data: Uint8Array, now: number): Judged['verdict'] {
    const { verdict, events } = this.#keeper.message(data, now)
    this.#follow(events)
    return verdict === 'invalid' ? 'reject' : verdict === 'stray' ? 'ignore' : 'accept'
  }

  #take(wires: readonly Uint8Array[], from: PeerName): Taken {
    const { entries, missing, proofs, historic, faults } = this.#entries.take(wires)
    if (entries.length > 0) {
      this.#effects.push({ kind: 'store', batch: entries.map(putEntry), durability: 'unsynced' })
      this.#effects.push({ kind: 'received', entries })
    }
    for (const entry of [...entries, ...historic]) this.#shown(entry)
    for (const entry of historic) this.#effects.push({ kind: 'read', for: from, ask: { what: 'rival', entry } })
    for (const proof of proofs) this.#accuse(proof)
    this.#sync.askBelow(missing, from, this.#now)
    if (entries.length > 0) this.#follow(this.#keeper.retry(this.#now))
    return faults.length > 0 ? 'faulty' : entries.length > 0 ? 'news' : 'nothing'
  }

  /** Whoever else knows an entry of this account has it from this account: a disk that has not was set back. */
  #shown(position: Position): void {
    if (position.account !== this.#own?.account || !this.#own.shown(position)) return
    this.#effects.push({ kind: 'alarm', alarm: { what: 'disk-behind', seq: position.seq } })
  }

  #accuse(proof: Accusation): void {
    const alarm = this.#accusations.add(proof)
    if (alarm === undefined) return
    this.#effects.push({ kind: 'alarm', alarm })
    if (this.mayWrite && alarm.account !== this.#own?.account) this.#write([proof])
  }

  #follow(events: readonly RoundEvent[]): void {
    for (const event of events) this.#carry(event)
  }

  #carry(event: RoundEvent): void {
    switch (event.kind) {
      case 'persist':
        this.#effects.push({ kind: 'store', batch: [pledgeWrite(event.height, event.pledged)], durability: 'synced' })
        return
      case 'say':
        this.#effects.push({ kind: 'publish', topic: 'seal', data: event.wire })
        return
      case 'timer':
        this.#effects.push({ kind: 'timer', timer: { kind: 'seal', timer: event.timer }, delay: event.delay })
        return
      case 'lack':
        this.#entries.expect(event.lack.runs.flatMap(({ ids }) => ids))
        this.#sync.lack(event.lack, this.#now)
        this.#wakeToAsk()
        return
      case 'lack-decision':
        this.#sync.lackDecision(event.height, this.#now)
        this.#wakeToAsk()
        return
      case 'behind':
      case 'compare-notes':
        this.#sync.greetSome(3, this.#now)
        return
      case 'accuse':
        this.#accuse(event.proof)
        return
      case 'decided':
        this.#decided(event)
        return
      default:
        this.#effects.push({ kind: 'alarm', alarm: alarmOf(event) })
    }
  }

  #decided({ certificate, outcome }: Extract<RoundEvent, { kind: 'decided' }>): void {
    const { height } = certificate.value
    const isSnapshot = height % this.#pace.snapshot === 0
    const batch = decidedWrites({ certificate, runs: outcome.runs }, isSnapshot ? this.state : undefined)
    this.#effects.push({ kind: 'store', batch, durability: 'synced' })
    this.#effects.push({ kind: 'certified', certificate, outcome })
    this.#entries.forget()
    this.#sync.decided(height, this.#now)
  }

  /** Enough neighbours have shown where they stand, and not so many are further on that one of them is honest. */
  get #mayTakePart(): boolean {
    const { quorum, witnesses } = this.#council.validators
    return (
      this.#own === undefined ||
      (this.#sync.confirmations + 1 >= quorum && this.#sync.beyond(this.state.height) < witnesses)
    )
  }

  #wakeUp(): void {
    this.#isAwake = true
    const isThere = this.#keeper.height === this.#pledgedHeight
    this.#follow(this.#keeper.wake(isThere ? this.#pledges : undefined))
  }

  /** The next moment at which a round is cut. */
  #wakeToCut(): void {
    this.#wake({ kind: 'cut' }, nextCut(this.#genesis, this.#now) - this.#now)
  }

  /** While something is lacking, one timer runs for all of it. */
  #wakeToAsk(): void {
    if (this.#isWaiting) return
    this.#isWaiting = true
    this.#wake({ kind: 'again' }, this.#pace.again)
  }

  #wake(timer: PeerTimer, delay: number): void {
    this.#effects.push({ kind: 'timer', timer, delay })
  }

  #step(now: number, run: () => void): readonly PeerEffect[] {
    this.#now = now
    this.#effects = []
    run()
    if (!this.#isAwake && this.#mayTakePart) this.#wakeUp()
    return this.#effects
  }
}
