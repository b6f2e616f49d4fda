import {
  type Alarm,
  type CommunityState,
  type Genesis,
  networkOf,
  type Outcome,
  Peer,
  restorePeer,
} from '@jazzgrid/consensus'
import type { Body, Entry, SignatureScheme, Signer } from '@jazzgrid/ledger'
import type { MemoryNetwork, PeerName } from '@jazzgrid/network'
import { PeerHost } from '@jazzgrid/node'
import type { Chance } from '@jazzgrid/units'
import { hexOf } from './hex.js'
import type { HouseClock } from './house-clock.js'
import type { HouseDisk } from './house-disk.js'
import { Line, type Tap } from './line.js'

/** Sees everything that a home does, from the moment at which it does it. */
export interface Witness {
  onStart(home: Home): void
  onSent(home: Home, channel: string, data: Uint8Array): void
  onReceived(home: Home, entries: readonly Entry[]): void
  onDecided(home: Home, outcome: Outcome): void
  /** Whether it has heard of the decision of this height. */
  knows(height: number): boolean
  onAlarm(home: Home, alarm: Alarm): void
  onPenalty(home: Home, peer: PeerName, reason: string): void
  onFault(home: Home, fault: unknown): void
}

export interface HomeOptions {
  readonly name: PeerName
  /** Left out, nobody writes or votes here: the home follows. */
  readonly account?: number
  readonly signer: Signer
  /** The key of whoever lives in a house, which is in its name on a real network. */
  readonly keyOf: (name: PeerName) => Uint8Array | undefined
  readonly genesis: Genesis
  readonly scheme: SignatureScheme
  readonly network: MemoryNetwork
  readonly clock: HouseClock
  readonly disk: HouseDisk
  readonly chance: Chance
  readonly witness: Witness
  /** What of it others tell this home: see `Tap`. */
  readonly onHearing: Tap['onHearing']
  /** Told whenever promises have work. */
  readonly onWork: (during?: number) => void
}

/** One house: a disk that stays, and programs that start and stop on it. */
export class Home {
  readonly options: HomeOptions
  #host: PeerHost | undefined
  #lives = 0
  /** Effects until the program stops in the middle. */
  #fuse = Number.POSITIVE_INFINITY
  #onBlown: () => void = () => {}
  #signer: Signer
  #successor: Signer | undefined
  /** The life that knows of the successor; a later one was started with the old key and has to end. */
  #rotatingIn = 0

  constructor(options: HomeOptions) {
    this.options = options
    this.#signer = options.signer
  }

  get name(): PeerName {
    return this.options.name
  }

  get account(): number | undefined {
    return this.options.account
  }

  /** Of whoever lives here now. */
  get key(): Uint8Array {
    return this.#signer.key
  }

  get disk(): HouseDisk {
    return this.options.disk
  }

  get clock(): HouseClock {
    return this.options.clock
  }

  get isUp(): boolean {
    return this.#host !== undefined
  }

  /** The running program; undefined while none runs. */
  get peer(): Peer | undefined {
    return this.#host?.peer
  }

  /** Start a program: it reads its disk, then joins the network. */
  async start(): Promise<void> {
    const { genesis, scheme, disk, keyOf, account, chance, network, clock, witness, onWork } = this.options
    const life = ++this.#lives
    const restored = await restorePeer(disk, genesis, scheme)
    // the last life may have ended between the decision's way to the disk and the word of it
    if (!witness.knows(restored.state.height)) {
      await restorePeer(disk, genesis, scheme, {
        whole: true,
        onOutcome: (outcome) => witness.onDecided(this, outcome),
      })
    }
    if (life !== this.#lives || this.#host !== undefined) return
    this.#changeSigner(restored.state)
    const identity = account === undefined ? undefined : { account, signer: this.#signer }
    const peer = new Peer({
      genesis,
      scheme,
      ...(identity && { identity }),
      ...restored,
      keyOf,
      chance: chance.stream(`life ${life}`),
      pace: PACE,
    })
    this.#host = new PeerHost({
      peer,
      store: disk,
      transport: new Line(network.join(this.name), this.#tap),
      clock,
      network: networkOf(genesis),
      watch: {
        onCertified: (outcome) => {
          witness.onDecided(this, outcome)
          if (this.#changeSigner(outcome.state) && this.#rotatingIn !== this.#lives) this.#restart()
        },
        onReceived: (entries) => witness.onReceived(this, entries),
        onAlarm: (alarm) => witness.onAlarm(this, alarm),
        onStoreFault: (fault) => witness.onFault(this, fault),
      },
    })
    witness.onStart(this)
    this.#host.start()
    onWork()
  }

  /** The program is killed, or the whole machine loses its power; what the disk had not synced may be lost then. */
  crash(what: 'program' | 'machine' = 'program'): void {
    this.#lives++
    this.#fuse = Number.POSITIVE_INFINITY
    if (this.#host !== undefined) {
      this.#host.kill()
      this.options.network.crash(this.name)
    }
    this.#host = undefined
    if (what === 'program') this.disk.programStops()
    else this.disk.powerFails()
  }

  /** Let the program be killed between two of the next things that it does. @param onBlown then. */
  crashAfter(effects: number, onBlown: () => void): void {
    this.#fuse = effects
    this.#onBlown = onBlown
  }

  /** Ask for another key. From the moment at which a certificate gives it to the account, programs sign with it. */
  rotate(body: Extract<Body, { kind: 'rotate-key' }>, successor: Signer): boolean {
    if (this.#host?.write([body], successor) !== true) return false
    this.#successor = successor
    this.#rotatingIn = this.#lives
    return true
  }

  /** Until a certificate has its next key it may not write. */
  get isRotating(): boolean {
    return this.#successor !== undefined
  }

  /** @returns whether the account has another key now. */
  #changeSigner({ members }: CommunityState): boolean {
    const successor = this.#successor
    if (successor === undefined || members[this.account ?? -1]?.key !== hexOf(successor.key)) return false
    this.#signer = successor
    this.#successor = undefined
    return true
  }

  #restart(): void {
    this.crash('program')
    void this.start()
  }

  /** @returns whether it was taken. */
  write(bodies: readonly Body[]): boolean {
    return this.#host?.write(bodies) ?? false
  }

  get #tap(): Tap {
    const { witness, onHearing } = this.options
    return {
      onSending: (channel, data) => {
        if (--this.#fuse <= 0) {
          this.#onBlown()
          return false
        }
        witness.onSent(this, channel, data)
        return true
      },
      onHearing,
      onPenalty: (peer, reason) => witness.onPenalty(this, peer, reason),
    }
  }
}

/** A quick pace: a day of the community passes in minutes. */
const PACE = { sync: 3_000, again: 250, snapshot: 3 }
