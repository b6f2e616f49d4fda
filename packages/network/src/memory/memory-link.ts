import type { Chance, Clock } from '@jazzgrid/units'
import { QueueRoom } from '../frame/queue-room.js'
import type { Traffic } from '../traffic.js'
import { FRAMES } from '../traffic.js'
import type { Handed } from '../transport.js'
import type { LinkConditions } from './link-conditions.js'

export interface Message {
  readonly topic: string
  readonly data: Uint8Array
  readonly key: number
}

/** The end of a link. */
export interface Receiver {
  /** @param again it is heard although it was heard before. */
  hear(message: Message, again: boolean): void
  /** `later` where nobody takes frames yet: `resume` when somebody does. */
  take(frame: Uint8Array): void | Promise<void> | 'later'
}

/** A frame is sent again this often at most: a line that loses all is a cut, not a loss. */
const MOST_LOST = 8

interface Waiting {
  readonly frame: Uint8Array
  readonly at: number
}

/**
 * One direction of one connection. Published messages go each by a timer of its own, frames in a queue with one timer for
 * its head. A cut swallows messages and holds frames back, as TCP does; the end of the connection loses both.
 */
export class MemoryLink {
  readonly #clock: Clock
  readonly #chance: Chance
  readonly #receiver: Receiver
  readonly #traffic: Traffic
  readonly #onDrained: () => void
  readonly #room: QueueRoom
  readonly #frames: Waiting[] = []
  conditions: LinkConditions
  #cut: boolean
  #open = true
  /** Frames stop here while one is being taken, or until a timer fires. */
  #busy = false
  #lastMessage = 0

  constructor(
    clock: Clock,
    chance: Chance,
    conditions: LinkConditions,
    queueLimit: number,
    ends: { receiver: Receiver; traffic: Traffic; onDrained: () => void; cut: boolean },
  ) {
    this.#clock = clock
    this.#chance = chance
    this.conditions = conditions
    this.#room = new QueueRoom(queueLimit)
    this.#receiver = ends.receiver
    this.#traffic = ends.traffic
    this.#onDrained = ends.onDrained
    this.#cut = ends.cut
  }

  /** Milliseconds that a sign of life would take now. */
  delay(): number {
    return this.conditions.delay(this.#chance)
  }

  setCut(cut: boolean): void {
    this.#cut = cut
    if (!cut) this.resume()
  }

  publish(message: Message): void {
    const { loss, duplication, reordering } = this.conditions
    const now = this.#clock.now()
    const late = reordering > 0 && this.#chance.uniform() < reordering
    let at = now + this.delay()
    if (late) at += this.delay()
    else this.#lastMessage = at = Math.max(at, this.#lastMessage)
    if (loss > 0 && this.#chance.uniform() < loss) this.#traffic.channel(message.topic).lost++
    else this.#clock.setTimeout(() => this.#arrive(message, false), at - now)
    if (duplication > 0 && this.#chance.uniform() < duplication) {
      this.#clock.setTimeout(() => this.#arrive(message, true), at - now + this.delay())
    }
  }

  send(frame: Uint8Array): Handed {
    const handed = this.#room.take(frame.length)
    if (!handed.ok) return handed
    const { loss, retransmission } = this.conditions
    let at = this.#clock.now() + this.delay()
    for (let lost = 0; lost < MOST_LOST && loss > 0 && this.#chance.uniform() < loss; lost++) at += retransmission
    this.#frames.push({ frame, at })
    if (this.#frames.length === 1) this.resume()
    return handed
  }

  /** Go on with the frames, where something held them back that may be over. */
  resume(): void {
    if (this.#busy || this.#cut || !this.#open || this.#frames.length === 0) return
    this.#busy = true
    this.#clock.setTimeout(() => this.#deliver(), Math.max(0, this.#frames[0].at - this.#clock.now()))
  }

  /** What is on its way is lost. */
  end(): void {
    this.#open = false
    this.#traffic.channel(FRAMES).lost += this.#frames.length
    this.#frames.length = 0
  }

  #arrive(message: Message, again: boolean): void {
    if (this.#open && !this.#cut) this.#receiver.hear(message, again)
    else if (!again) this.#traffic.channel(message.topic).lost++
  }

  #deliver(): void {
    // busy throughout: a handler may cause a `resume`
    while (this.#open && !this.#cut && this.#frames.length > 0 && this.#frames[0].at <= this.#clock.now()) {
      const { frame } = this.#frames[0]
      const taken = this.#receiver.take(frame)
      if (taken === 'later') break
      if (taken instanceof Promise) {
        taken.finally(() => {
          this.#taken(frame)
          this.#busy = false
          this.resume()
        })
        return
      }
      this.#taken(frame)
    }
    this.#busy = false
    if (this.#frames.length > 0 && this.#frames[0].at > this.#clock.now()) this.resume()
  }

  #taken(frame: Uint8Array): void {
    if (!this.#open) return
    this.#frames.shift()
    if (this.#room.free(frame.length)) this.#onDrained()
  }
}
