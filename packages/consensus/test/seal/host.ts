import type { SignatureScheme, Signer } from '@jazzgrid/ledger'
import type { Chance, VirtualClock } from '@jazzgrid/units'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { type Certificate, certificateId } from '../../src/certificate/certificate.js'
import type { Close } from '../../src/seal/close.js'
import { encodeMessage } from '../../src/seal/message.js'
import { Seal } from '../../src/seal/seal.js'
import type { SealRules } from '../../src/seal/seal-rules.js'
import type { SealEffect, SealInput } from '../../src/seal/seal-step.js'
import { positionsIn } from '../../src/validators/signer-bitmap.js'
import type { ValidatorSet } from '../../src/validators/validator-set.js'
import type { Gossip, Parcel } from './gossip.js'
import { HashChamber } from './hash-chamber.js'

export const NETWORK = sha256(Uint8Array.of(7)).slice(0, 8)
export const GENESIS = sha256(Uint8Array.of(8))

/** What a node does wrong on its way between seal and world, to show what each habit is for. */
export interface Habits {
  readonly rules?: SealRules
  /** Pass on only what is one's own. */
  readonly relaysNothing?: boolean
  /** Keep certificates to oneself. */
  readonly hidesCertificates?: boolean
  /** Send first, write to the disk some time later. */
  readonly sendsFirst?: boolean
  /** Write what was pledged without the lock. */
  readonly forgetsLock?: (pledges: Uint8Array) => Uint8Array
}

export interface HostOptions extends Habits {
  readonly account: number
  readonly signer: Signer
  readonly scheme: SignatureScheme
  readonly validators: ValidatorSet
  readonly clock: VirtualClock
  readonly chance: Chance
  readonly gossip: Gossip
  readonly lastHeight: number
  /** Of its clock to the true time [ms]. */
  readonly skew: number
  /** Whether it would freeze without being asked to. */
  readonly isEager: boolean
  /** Told of every effect when it is carried out. */
  readonly watch?: (effect: SealEffect) => void
}

/** What survives a crash. */
interface Disk {
  readonly certificates: Map<number, Certificate>
  readonly vectors: Set<string>
  pledges: { readonly height: number; readonly bytes: Uint8Array } | undefined
}

/** Delay from a decision to the next cut, and between two syncs with a neighbour [ms]. */
const ROUND = 150
const SYNC = 400

/** A peer around a seal: carries out effects in order, keeps a disk, gossips, syncs, crashes and restarts. */
export class Host {
  readonly id: number
  readonly disk: Disk = { certificates: new Map(), vectors: new Set(), pledges: undefined }
  readonly #options: HostOptions
  readonly #chance: Chance
  #seal: Seal | undefined
  #life = 0
  #queue: SealEffect[] = []
  #isBusy = false
  #seen = new Set<Uint8Array | string>()
  #wanted = new Set<string>()

  constructor(options: HostOptions) {
    this.#options = options
    this.id = options.gossip.join({ receive: (parcel, from) => this.#receive(parcel, from) })
    this.#chance = options.chance.stream(`host ${this.id}`)
  }

  get account(): number {
    return this.#options.account
  }

  get isDone(): boolean {
    return this.disk.certificates.has(this.#options.lastHeight)
  }

  start(): void {
    const { account, signer, scheme, validators, clock, skew, rules } = this.#options
    const chamber = new HashChamber({
      network: NETWORK,
      validators,
      previous: (height) => this.#previous(height),
      holds: (close) => this.disk.vectors.has(bytesToHex(close.root)),
      now: () => clock.now() + skew,
    })
    const identity = { account, signer }
    this.#seal = new Seal({ network: NETWORK, identity, scheme, chamber, ...(rules && { rules }) })
    this.#seen = new Set()
    this.#begin()
    this.#sync()
  }

  /** Everything is lost but the disk. */
  crash(): void {
    this.#life++
    this.#seal = undefined
    this.#queue = []
    this.#isBusy = false
  }

  #previous(height: number): Uint8Array {
    const before = this.disk.certificates.get(height - 1)
    return before === undefined ? GENESIS : certificateId(before)
  }

  #begin(): void {
    const { validators, lastHeight, isEager } = this.#options
    const height = this.disk.certificates.size + 1
    if (height > lastHeight) return
    const before = this.disk.certificates.get(height - 1)
    const positions = (before && positionsIn(before.value.closers, validators.members.length)) ?? []
    const live = positions.map((position) => validators.members[position].account)
    const previous = this.#previous(height)
    const term = { height, previous, validators, proposers: validators.proposers(previous, live) }
    const pledges = this.disk.pledges?.height === height ? { pledges: this.disk.pledges.bytes } : {}
    this.#wanted.clear()
    this.#step({ kind: 'begin', term, ...pledges })
    if (isEager) this.#later(ROUND + this.#chance.integer(40), () => this.#freeze(height))
  }

  #freeze(height: number): void {
    if (this.#seal?.height !== height) return
    const { clock, skew } = this.#options
    const root = sha256(new TextEncoder().encode(`${this.id}/${height}/${this.#life}/${this.#chance.uint32()}`))
    this.disk.vectors.add(bytesToHex(root))
    this.#step({
      kind: 'close',
      frozen: { root, count: this.#chance.integer(5), at: 1_000_000 + Math.round(clock.now() + skew) },
    })
    this.#spread({ kind: 'vector', root: bytesToHex(root) })
  }

  #step(input: SealInput): void {
    this.#queue.push(...(this.#seal?.step(input) ?? []))
    this.#work()
  }

  /** Carry out effects one after another; a write stops all that come after it until it is on the disk. */
  #work(): void {
    while (!this.#isBusy) {
      const effect = this.#queue.shift()
      if (effect === undefined) return
      this.#options.watch?.(effect)
      this.#carryOut(effect)
    }
  }

  #carryOut(effect: SealEffect): void {
    const { hidesCertificates } = this.#options
    switch (effect.kind) {
      case 'persist':
        this.#persist(effect.height, effect.pledges)
        break
      case 'send':
        if (hidesCertificates && isCertificate(effect.wire)) break
        this.#spread({ kind: 'message', wire: effect.wire })
        break
      case 'timer':
        this.#later(effect.delay, () => this.#step({ kind: 'timer', timer: effect.timer }))
        break
      case 'decided':
        this.#decided(effect.certificate)
        break
      case 'want':
        if (effect.want.what === 'cut') this.#fetch(effect.want.closes)
        break
      case 'freeze':
        this.#later(this.#chance.integer(30), () => this.#freeze(this.#seal?.height ?? 0))
    }
  }

  #persist(height: number, bytes: Uint8Array): void {
    const { sendsFirst, forgetsLock } = this.#options
    const pledges = { height, bytes: forgetsLock?.(bytes) ?? bytes }
    if (!sendsFirst) this.#isBusy = true
    this.#later(sendsFirst ? 300 : 1 + this.#chance.integer(8), () => {
      this.disk.pledges = pledges
      if (sendsFirst) return
      this.#isBusy = false
      this.#work()
    })
  }

  #decided(certificate: Certificate): void {
    this.disk.certificates.set(certificate.value.height, certificate)
    const wire = encodeMessage({ kind: 'certificate', certificate })
    if (!this.#options.hidesCertificates) {
      this.#later(300 + this.#chance.integer(600), () => this.#spread({ kind: 'message', wire }))
    }
    this.#later(5, () => this.#begin())
  }

  #fetch(closes: readonly Close[]): void {
    for (const { root } of closes) {
      const name = bytesToHex(root)
      if (this.disk.vectors.has(name)) continue
      this.#wanted.add(name)
      this.#options.gossip.send({ kind: 'ask', root: name }, this.id, this.#neighbour())
    }
  }

  #receive(parcel: Parcel, from: number): void {
    if (this.#seal === undefined) return
    const { gossip } = this.#options
    switch (parcel.kind) {
      case 'answer':
      case 'message': {
        if (parcel.kind === 'message' && this.#seen.has(parcel.wire)) return
        this.#seen.add(parcel.wire)
        const effects = this.#seal.step({ kind: 'message', wire: parcel.wire })
        const isFresh = effects.some((effect) => effect.kind === 'heard' && effect.verdict === 'fresh')
        if (isFresh && !this.#options.relaysNothing) this.#spread({ kind: 'message', wire: parcel.wire })
        this.#queue.push(...effects)
        this.#work()
        break
      }
      case 'vector':
        if (this.disk.vectors.has(parcel.root)) return
        this.disk.vectors.add(parcel.root)
        this.#spread(parcel)
        this.#wanted.delete(parcel.root)
        this.#step({ kind: 'retry' })
        break
      case 'ask':
        if (this.disk.vectors.has(parcel.root)) gossip.send({ kind: 'vector', root: parcel.root }, this.id, from)
        break
      case 'summary':
        for (const wire of this.#answer(parcel.height, parcel.summary)) {
          gossip.send({ kind: 'answer', wire }, this.id, from)
        }
    }
  }

  #answer(height: number, summary: Uint8Array): readonly Uint8Array[] {
    const { relaysNothing, hidesCertificates, account } = this.#options
    const certificate = this.disk.certificates.get(height)
    const wires = certificate
      ? [encodeMessage({ kind: 'certificate', certificate })]
      : (this.#seal?.missing(summary) ?? [])
    return wires.filter((wire) => {
      if (isCertificate(wire)) return !hidesCertificates
      return !relaysNothing || authorOf(wire) === account
    })
  }

  /** Tell a neighbour what we know, again and again. */
  #sync(): void {
    this.#later(SYNC + this.#chance.integer(SYNC), () => {
      const { gossip } = this.#options
      const height = this.#seal?.height ?? 0
      const summary = this.#seal?.summary() ?? new Uint8Array()
      gossip.send({ kind: 'summary', height, summary }, this.id, this.#neighbour())
      for (const root of this.#wanted) gossip.send({ kind: 'ask', root }, this.id, this.#neighbour())
      this.#sync()
    })
  }

  /** Itself where it is alone. */
  #neighbour(): number {
    const neighbours = this.#options.gossip.neighbours(this.id)
    return neighbours.length === 0 ? this.id : this.#chance.pick(neighbours)
  }

  #spread(parcel: Parcel): void {
    if (parcel.kind === 'message') this.#seen.add(parcel.wire)
    this.#options.gossip.spread(parcel, this.id)
  }

  #later(delay: number, run: () => void): void {
    const life = this.#life
    this.#options.clock.setTimeout(() => {
      if (this.#life === life) run()
    }, delay)
  }
}

/** CBOR array [kind, items]: the kind is the second byte. */
const isCertificate = (wire: Uint8Array): boolean => wire[1] === 3

/** The first item of a statement; one byte, for accounts here are below 24. */
const authorOf = (wire: Uint8Array): number => wire[3]
