import { type Body, framesOf, type Question, type StoreWrite, sameBytes } from '@jazzgrid/ledger'
import { type Chance, HOUR } from '@jazzgrid/units'
import { networkOf } from '../genesis/genesis.js'
import { putEntry } from '../peer/disk/store-writes.js'
import { packetsOf } from '../peer/own/written-effects.js'
import type { PeerName } from '../peer/peer-effect.js'
import { Follower } from '../trust/follower.js'
import { encodeHandover, type Handover } from '../trust/handover.js'
import type { Trust } from '../trust/trusted-point.js'
import { AccountRecord } from './account-record.js'
import { GapSearch } from './gap-search.js'
import { type Finding, Inquiry, type InquiryFault } from './inquiry.js'
import { LightAuthor } from './light-author.js'
import type { LightEffect, LightOptions, LightPace, LightReport } from './light-effect.js'
import { LightNeighbour, type Said } from './light-neighbour.js'

export const LIGHT_PACE: LightPace = { poll: 15_000, stale: 2 * HOUR }

const LIE = 20
/** Neighbours that own entries are given to by hand, beside gossip. */
const HANDS = 2

/**
 * An account that keeps no ledger and has no vote, such as a car: it follows certificates, has proven to it what happened to
 * it, and signs its own entries. It trusts where it began and a quorum of each set of validators, and none of the peers
 * that serve it: what they cannot prove it does not believe, and asks the next. A state machine like `Peer`.
 */
export class LightClient {
  readonly account: number
  readonly #network: Uint8Array
  readonly #key: Uint8Array | undefined
  readonly #follower: Follower
  readonly #author: LightAuthor | undefined
  readonly #inquiry: Inquiry
  readonly #gaps: GapSearch
  readonly #chance: Chance
  readonly #pace: LightPace
  readonly #neighbours = new Map<PeerName, LightNeighbour>()
  readonly #reported = new Set<string>()
  #server: LightNeighbour | undefined
  #unwritten: Handover | undefined
  /** Who has no results from a height on. */
  #without = { from: 0, names: new Set<PeerName>() }
  #since = 0
  #stopped = false
  #effects: LightEffect[] = []

  constructor(options: LightOptions) {
    const { genesis, scheme, account, signer, own } = options
    this.account = account
    this.#network = networkOf(genesis)
    this.#key = signer?.key
    this.#chance = options.chance
    this.#pace = { ...LIGHT_PACE, ...options.pace }
    this.#follower = new Follower(options)
    const record = new AccountRecord(account)
    this.#author =
      signer &&
      new LightAuthor({
        account,
        network: this.#network,
        scheme,
        signer,
        needed: () => this.#follower.trust?.validators.witnesses ?? 1,
        ...(own && { own }),
      })
    this.#inquiry = new Inquiry({
      follower: this.#follower,
      record,
      account,
      author: this.#author,
      learned: options.learned,
    })
    this.#gaps = new GapSearch(record, this.#inquiry)
  }

  /** The newest certificate that it believes. */
  get trust(): Trust | undefined {
    return this.#follower.trust
  }

  /** Two certificates for one height were seen: nothing more is believed. */
  get stopped(): boolean {
    return this.#stopped
  }

  /** Own entries that are not known to be certified. */
  get open(): LightAuthor['open'] {
    return this.#author?.open ?? []
  }

  get mayWrite(): boolean {
    const kind = this.#author?.state.kind
    return this.trust !== undefined && (kind === 'ready' || kind === 'behind')
  }

  start(now: number): readonly LightEffect[] {
    this.#since = now
    return this.#step(() => this.#wake())
  }

  connected(name: PeerName, now: number): readonly LightEffect[] {
    return this.#step(() => {
      this.#neighbours.set(name, new LightNeighbour(name))
      if (this.#server === undefined || this.#author?.state.kind === 'holding') this.#inquire(now)
    })
  }

  disconnected(name: PeerName, now: number): readonly LightEffect[] {
    return this.#step(() => {
      this.#neighbours.delete(name)
      if (this.#server?.name === name) this.#inquire(now)
    })
  }

  frame(name: PeerName, frame: Uint8Array, now: number): readonly LightEffect[] {
    return this.#step(() => {
      const neighbour = this.#neighbours.get(name)
      const said = neighbour?.hear(frame, now)
      if (neighbour !== undefined && said !== undefined) this.#hear(neighbour, said, now)
    })
  }

  timer(now: number): readonly LightEffect[] {
    return this.#step(() => {
      this.#wake()
      const open = this.#author?.open ?? []
      if (open.length > 0) this.#handIn(open.map(({ wire }) => wire))
      // whoever was asked and is silent has had its time
      if (this.#server === undefined || this.#server.isFree(now)) this.#inquire(now)
      const at = Math.max(this.trust?.at ?? 0, this.#since)
      if (this.#neighbours.size > 0 && now - at > this.#pace.stale) this.#report({ what: 'stale', at })
    })
  }

  /** Sign and hand in. @returns undefined while it may not sign. */
  write(bodies: readonly Body[], now: number): readonly LightEffect[] | undefined {
    const trust = this.trust
    if (!this.mayWrite || trust === undefined) return undefined
    return this.#step(() => {
      const entries = this.#author?.write(bodies, trust, now) ?? []
      if (entries.length === 0) return
      this.#effects.push({ kind: 'store', batch: entries.map(putEntry), durability: 'synced' })
      for (const data of packetsOf(entries)) this.#effects.push({ kind: 'publish', data })
      this.#handIn(entries.map(({ wire }) => wire))
    })
  }

  #hear(neighbour: LightNeighbour, said: Said, now: number): void {
    switch (said.kind) {
      case 'hello':
        if (!sameBytes(said.hello.network, this.#network)) this.#blame(neighbour.name, 'other network')
        return
      case 'fault':
        this.#blame(neighbour.name, said.reason)
        this.#turnFrom(neighbour, now)
        return
      case 'entries':
        for (const wire of said.wires) if (this.#key) this.#author?.shown(wire, this.#key)
        this.#goOn(neighbour, now)
        return
      case 'proof': {
        const { proofs, more } = said.answer
        const found = this.#inquiry.hear(said.question, proofs, more, neighbour.name, now)
        for (const finding of found) this.#carry(finding, neighbour, now)
        const failed = found.some(({ kind }) => kind === 'fault')
        if (failed) this.#turnFrom(neighbour, now)
        else if (!more) this.#goOn(neighbour, now)
      }
    }
  }

  #carry(finding: Finding, neighbour: LightNeighbour, now: number): void {
    if (finding.kind === 'passed') this.#passed(finding.step)
    else if (finding.kind === 'blank') this.#blank(finding, neighbour.name)
    else if (finding.kind !== 'fault') this.#effects.push(finding)
    else this.#suspect(finding.fault, finding.step, neighbour, now)
  }

  #passed(step: Handover): void {
    const { trust } = this.#follower
    if (trust === undefined) return
    this.#unwritten = step
    this.#effects.push({ kind: 'followed', trust })
    this.#reported.delete('stale')
  }

  /** Once nobody who is connected has these results they are given up. */
  #blank({ from, to }: Extract<Finding, { kind: 'blank' }>, name: PeerName): void {
    if (this.#without.from !== from) this.#without = { from, names: new Set() }
    this.#without.names.add(name)
    if ([...this.#neighbours.keys()].some((each) => !this.#without.names.has(each))) return
    this.#inquiry.skip(to)
    this.#report({ what: 'withheld', from, to })
  }

  /** An honest neighbour may be too far ahead for what this client trusts; for all else it knows better. */
  #suspect(fault: InquiryFault, step: Handover | undefined, { name }: LightNeighbour, now: number): void {
    if (fault === 'expired') this.#report({ what: 'expired', at: this.trust?.at ?? now })
    else if (fault === 'split' && step !== undefined) {
      this.#stopped = true
      this.#report({ what: 'split', certificate: step.certificate })
    } else this.#blame(name, fault)
  }

  /** Ask the same neighbour the next thing. */
  #goOn(neighbour: LightNeighbour, now: number): void {
    if (this.#neighbours.get(neighbour.name) !== neighbour) return
    const question = this.#inquiry.next(neighbour.name) ?? this.#nextOfOwn(neighbour) ?? this.#gaps.next(neighbour.name)
    if (question !== undefined) {
      this.#ask(neighbour, question, now)
      return
    }
    this.#server = undefined
    this.#keepTrust()
    const { kind } = this.#author?.state ?? { kind: 'ready' }
    if (kind === 'forked') this.#report({ what: 'forked' })
    // others are to say as well what they know of the own chain
    const names = [...this.#neighbours.keys()]
    for (const gap of this.#gaps.hopeless(names)) this.#report({ what: 'withheld', ...gap })
    const unheard = kind === 'holding' && names.some((name) => this.#author?.isUnheard(name))
    neighbour.rest(now + this.#pace.poll / 2)
    if (unheard || this.#gaps.open(names).length > 0) this.#inquire(now)
  }

  /** Ask somebody else. */
  #turnFrom(neighbour: LightNeighbour, now: number): void {
    neighbour.rest(now + this.#pace.poll / 2)
    this.#inquire(now)
  }

  /** After its results are known: a client that is started again goes on from there. */
  #keepTrust(): void {
    if (this.#unwritten === undefined) return
    const number = this.#unwritten.certificate.value.height
    const batch: StoreWrite[] = [
      { drop: 'records', kind: 'handover', upTo: number - 1 },
      { put: 'record', kind: 'handover', number, bytes: encodeHandover(this.#unwritten) },
    ]
    this.#effects.push({ kind: 'store', batch, durability: 'unsynced' })
    this.#unwritten = undefined
  }

  /** Begin with some neighbour. */
  #inquire(now: number): void {
    this.#server = undefined
    const free = this.#chance.shuffled([...this.#neighbours.values()].filter((each) => each.isFree(now)))
    const neighbour = free.find(({ name }) => this.#author?.isUnheard(name)) ?? free[0]
    if (neighbour === undefined || this.#stopped) return
    this.#inquiry.begin()
    const question = this.#inquiry.next(neighbour.name)
    if (question !== undefined) this.#ask(neighbour, question, now)
  }

  #ask(neighbour: LightNeighbour, question: Question, now: number): void {
    this.#server = neighbour
    for (const frame of neighbour.ask(question, now)) this.#effects.push({ kind: 'send', to: neighbour.name, frame })
  }

  /** An entry of the own account that somebody says to hold, and this client does not know. */
  #nextOfOwn({ name }: LightNeighbour): Question | undefined {
    const tip = this.#author?.takeClaim(name)
    return tip && { kind: 'want-ids', entries: [tip] }
  }

  #handIn(wires: readonly Uint8Array[]): void {
    for (const name of this.#chance.shuffled([...this.#neighbours.keys()]).slice(0, HANDS)) {
      for (const frame of framesOf({ kind: 'entries', request: 0, more: false, wires })) {
        this.#effects.push({ kind: 'send', to: name, frame })
      }
    }
  }

  #report(report: LightReport): void {
    const key = report.what === 'withheld' ? `${report.what} ${report.from}-${report.to}` : report.what
    if (this.#reported.has(key)) return
    this.#reported.add(key)
    this.#effects.push({ kind: 'report', report })
  }

  #blame(peer: PeerName, reason: string): void {
    this.#effects.push({ kind: 'penalise', peer, reason, points: LIE })
  }

  #wake(): void {
    this.#effects.push({ kind: 'timer', delay: this.#pace.poll })
  }

  #step(run: () => void): readonly LightEffect[] {
    this.#effects = []
    if (!this.#stopped) run()
    return this.#effects
  }
}
