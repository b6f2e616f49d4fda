import { type GossipSub, TopicValidatorResult } from '@chainsafe/libp2p-gossipsub'
import type { Subscriptions } from '../gossip/subscriptions.js'
import type { Traffic } from '../traffic.js'
import type { MessageHandler, PeerName, Release, Verdict } from '../transport.js'
import { LARGEST_MESSAGE } from './options.js'

const RESULTS: Readonly<Record<Verdict, TopicValidatorResult>> = {
  accept: TopicValidatorResult.Accept,
  ignore: TopicValidatorResult.Ignore,
  reject: TopicValidatorResult.Reject,
}

/**
 * The port's gossip on gossipsub. Hearing and judging are one call there too: the handler is the topic's validator, and
 * nothing is relayed before its verdict.
 */
export class GossipLink {
  readonly #gossip: GossipSub
  readonly #subscriptions: Subscriptions
  readonly #traffic: Traffic

  constructor(gossip: GossipSub, subscriptions: Subscriptions, traffic: Traffic) {
    this.#gossip = gossip
    this.#subscriptions = subscriptions
    this.#traffic = traffic
  }

  publish(topic: string, data: Uint8Array): void {
    this.#traffic.sent(topic, data.length)
    // fails where it is stopping, and then nobody hears it
    this.#gossip.publish(topic, data).catch(() => this.#traffic.channel(topic).lost++)
  }

  subscribe(topic: string, handler: MessageHandler): Release {
    const release = this.#subscriptions.add(topic, handler)
    this.#gossip.topicValidators.set(topic, async (from, { data }) => {
      const bringer = from.toString()
      // no program of ours sends it, and a handler may rely on the limit
      if (data.length > LARGEST_MESSAGE) return TopicValidatorResult.Reject
      return RESULTS[await this.#subscriptions.judge(topic, data, bringer)]
    })
    this.#gossip.subscribe(topic)
    return () => {
      if (this.#subscriptions.has(topic)) this.#gossip.unsubscribe(topic)
      this.#gossip.topicValidators.delete(topic)
      release()
    }
  }

  subscribers(topic: string): readonly PeerName[] {
    return this.#gossip.getSubscribers(topic).map(String)
  }

  /** Peers with whom gossip has a stream. */
  peers(): ReadonlySet<PeerName> {
    return new Set(this.#gossip.getPeers().map(String))
  }
}
