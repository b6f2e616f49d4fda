import type { Chance, Clock } from '@jazzgrid/units'
import type { Delay, LinkConditions } from './link-conditions.js'
import { MemoryLink } from './memory-link.js'
import type { MemoryTransport } from './memory-transport.js'

/** How soon the two ends notice what happened to their connection, in milliseconds. */
export interface Timings {
  /** Until a killed peer is missed: its machine still answers for it. */
  readonly crashNoticed: Delay
  /** Until a cut line is taken for dead, drawn for each end. */
  readonly cutNoticed: Delay
  /** Until two peers that find each other are connected for the first time. */
  readonly dial: Delay
  /** Until they are connected again, once nothing hinders them. */
  readonly redial: Delay
}

/** One end and the way from it. */
interface End {
  readonly transport: MemoryTransport
  link: MemoryLink | undefined
  cut: boolean
  conditions: LinkConditions
  /** It still takes the connection for up. */
  believes: boolean
  noticing: unknown
}

export interface ConnectionRules {
  readonly clock: Clock
  readonly timings: Timings
  readonly queueLimit: number
  /** Peers find each other without being told addresses. */
  readonly discovery: boolean
}

/** What there is between two peers: no connection, one, or one that is over and that an end has not missed yet. */
export class MemoryConnection {
  readonly #rules: ConnectionRules
  readonly #chance: Chance
  readonly #ends: readonly [End, End]
  #up = false
  #sessions = 0
  #redialling: unknown

  /** @param chance a stream of this pair's own. */
  constructor(
    a: MemoryTransport,
    b: MemoryTransport,
    conditions: LinkConditions,
    chance: Chance,
    rules: ConnectionRules,
  ) {
    this.#rules = rules
    this.#chance = chance
    const end = (transport: MemoryTransport): End => {
      return { transport, link: undefined, cut: false, conditions, believes: false, noticing: undefined }
    }
    this.#ends = [end(a), end(b)]
  }

  /** @param from the peer at whose end the direction begins. */
  setConditions(from: MemoryTransport, conditions: LinkConditions): void {
    const end = this.#end(from)
    end.conditions = conditions
    if (end.link !== undefined) end.link.conditions = conditions
  }

  conditions(from: MemoryTransport): LinkConditions {
    return this.#end(from).conditions
  }

  setCut(from: MemoryTransport, cut: boolean): void {
    const end = this.#end(from)
    end.cut = cut
    end.link?.setCut(cut)
  }

  /** Bring the connection to what the ends and the lines between them allow. */
  review(): void {
    if (this.#up) {
      for (const { link } of this.#ends) link?.resume()
      if (!this.#permitted()) this.#down()
      else for (const end of this.#ends) this.#watch(end)
    }
    if (!this.#up) this.#redial()
  }

  /** Both ends lose it now; what is on its way is lost. */
  hangUp(): void {
    this.#down()
    this.#redial()
  }

  /** One of the ends is replaced by a new process, which tells the other that the old one is gone. */
  abandon(): void {
    this.#down()
    for (const end of this.#ends) this.#miss(end)
  }

  #end(transport: MemoryTransport): End {
    return this.#ends[0].transport === transport ? this.#ends[0] : this.#ends[1]
  }

  #other(end: End): End {
    return end === this.#ends[0] ? this.#ends[1] : this.#ends[0]
  }

  #permitted(): boolean {
    const [a, b] = this.#ends.map(({ transport }) => transport)
    return a.open && b.open && a.admits(b.self) && b.admits(a.self)
  }

  #possible(): boolean {
    const [a, b] = this.#ends
    const found = this.#rules.discovery || a.transport.knows(b.transport.self) || b.transport.knows(a.transport.self)
    return found && !a.cut && !b.cut && this.#permitted()
  }

  #redial(): void {
    if (this.#redialling !== undefined || !this.#possible()) return
    const { dial, redial } = this.#rules.timings
    this.#redialling = this.#rules.clock.setTimeout(
      () => {
        this.#redialling = undefined
        if (this.#possible()) this.#connect()
      },
      (this.#sessions === 0 ? dial : redial)(this.#chance),
    )
  }

  #connect(): void {
    const { clock, queueLimit } = this.#rules
    for (const end of this.#ends) this.#miss(end) // a new connection tells who had not noticed
    this.#up = true
    this.#sessions++
    for (const end of this.#ends) {
      const [self, peer] = [end.transport, this.#other(end).transport]
      end.link = new MemoryLink(
        clock,
        this.#chance.stream(`${this.#sessions}/${self.self}`),
        end.conditions,
        queueLimit,
        {
          receiver: {
            hear: (message, again) => peer.hear(self.self, message, again),
            take: (frame) => peer.take(self.self, frame),
          },
          traffic: self.traffic,
          onDrained: () => self.drained(peer.self),
          cut: end.cut,
        },
      )
    }
    for (const end of this.#ends) {
      end.believes = true
      end.transport.connected(this.#other(end).transport, end.link as MemoryLink)
    }
  }

  /** A line that is cut in either direction is dead to both ends, because acknowledgements are missing. */
  #watch(end: End): void {
    const cut = this.#ends.some((each) => each.cut)
    if (!cut && end.noticing !== undefined) {
      this.#rules.clock.clearTimeout(end.noticing)
      end.noticing = undefined
    }
    if (!cut || end.noticing !== undefined) return
    end.noticing = this.#rules.clock.setTimeout(() => {
      this.#miss(end)
      this.#stopLinks()
    }, this.#rules.timings.cutNoticed(this.#chance))
  }

  #down(): void {
    if (!this.#up) return
    const { clock, timings } = this.#rules
    for (const end of this.#ends) {
      const peer = this.#other(end).transport
      const delay = peer.killed ? timings.crashNoticed(this.#chance) : 0
      if (end.noticing !== undefined) clock.clearTimeout(end.noticing)
      if (delay > 0) end.noticing = clock.setTimeout(() => this.#miss(end), delay)
      else this.#miss(end)
    }
    this.#stopLinks()
  }

  #stopLinks(): void {
    this.#up = false
    for (const end of this.#ends) end.link?.end()
  }

  #miss(end: End): void {
    if (end.noticing !== undefined) this.#rules.clock.clearTimeout(end.noticing)
    end.noticing = undefined
    if (!end.believes) return
    end.believes = false
    end.transport.disconnected(this.#other(end).transport.self)
  }
}
