import { CodedError, invariant } from '@jazzgrid/units'
import { REJECTED } from '../peer/peer-scores.js'
import type { Traffic } from '../traffic.js'
import type { MessageHandler, PeerName, Release, Verdict } from '../transport.js'

/** The handlers of one transport, by topic, and what follows from their verdicts. */
export class Subscriptions {
  readonly topics: ReadonlySet<string>
  readonly #handlers = new Map<string, MessageHandler>()
  readonly #traffic: Traffic
  readonly #punish: (peer: PeerName, points: number, reason: string) => void
  readonly #onFault: (error: unknown) => void

  /** @param onFault hears what a handler throws; where it throws on, so does `judge`. */
  constructor(
    topics: Iterable<string>,
    traffic: Traffic,
    punish: (peer: PeerName, points: number, reason: string) => void,
    onFault: (error: unknown) => void,
  ) {
    this.topics = new Set(topics)
    this.#traffic = traffic
    this.#punish = punish
    this.#onFault = onFault
  }

  has(topic: string): boolean {
    return this.#handlers.has(topic)
  }

  /** @returns takes the handler away again. */
  add(topic: string, handler: MessageHandler): Release {
    if (!this.topics.has(topic)) {
      throw new CodedError('unknown-topic', `${topic} is not a topic of this network; it has ${[...this.topics]}`)
    }
    invariant(!this.#handlers.has(topic), `${topic} has one handler`)
    this.#handlers.set(topic, handler)
    return () => {
      if (this.#handlers.get(topic) === handler) this.#handlers.delete(topic)
    }
  }

  clear(): void {
    this.#handlers.clear()
  }

  /** Let the handler judge a message that was not heard before. */
  judge(topic: string, data: Uint8Array, from: PeerName): Verdict | Promise<Verdict> {
    const handler = this.#handlers.get(topic)
    if (handler === undefined) return 'ignore'
    this.#traffic.received(topic, data.length)
    try {
      const verdict = handler(data, from)
      if (typeof verdict === 'string') return this.#follow(topic, verdict, from)
      return verdict.then(
        (late) => this.#follow(topic, late, from),
        (error) => this.#failed(topic, error),
      )
    } catch (error) {
      return this.#failed(topic, error)
    }
  }

  #follow(topic: string, verdict: Verdict, from: PeerName): Verdict {
    const channel = this.#traffic.channel(topic)
    if (verdict === 'accept') channel.accepted++
    else if (verdict === 'ignore') channel.ignored++
    else {
      channel.rejected++
      this.#punish(from, REJECTED, 'rejected-message')
    }
    return verdict
  }

  #failed(topic: string, error: unknown): Verdict {
    this.#traffic.channel(topic).failed++
    this.#onFault(error)
    return 'ignore'
  }
}
