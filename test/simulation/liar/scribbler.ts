import {
  type CommunityState,
  encodeMessage,
  networkOf,
  readMessage,
  type Statement,
  signedMessage,
} from '@jazzgrid/consensus'
import { type Body, encodeSync, NO_ENTRY, signEntry } from '@jazzgrid/ledger'
import type { PeerName, Transport } from '@jazzgrid/network'
import { topicName } from '@jazzgrid/node'
import { type Chance, wh } from '@jazzgrid/units'
import type { Community } from '../community/community.js'
import type { SaltedSigner } from '../community/hash-signature.js'
import { otherwise } from './forgery.js'

/** How often it speaks [ms]. */
const PAUSE = 300

/**
 * A member without an honest program: it hears what is said, and says at random what fits somewhere: votes and closes for
 * what it heard of, at attempts and heights that are under way, forks of its own chain, and what it signed for another
 * community. All of it is well signed, or it would be hung up on at once; garbage is rare for the same reason.
 */
export class Scribbler {
  readonly #community: Community
  readonly #account: number
  readonly #signer: SaltedSigner
  readonly #chance: Chance
  readonly #transport: Transport
  readonly #network: Uint8Array
  readonly #topics: { readonly entry: string; readonly seal: string }
  #heard: Statement[] = []
  #seq = 1

  constructor(community: Community, name: PeerName, account: number, signer: SaltedSigner, chance: Chance) {
    this.#community = community
    this.#account = account
    this.#signer = signer
    this.#chance = chance
    this.#network = networkOf(community.genesis)
    this.#topics = { entry: topicName(this.#network, 'entry'), seal: topicName(this.#network, 'seal') }
    this.#transport = community.network.join(name)
    this.#transport.onFrame(() => {})
    this.#transport.subscribe(this.#topics.entry, () => 'accept')
    this.#transport.subscribe(this.#topics.seal, (data) => {
      const message = readMessage(data)
      if (typeof message !== 'string' && message.kind !== 'certificate') this.#heard.push(message)
      if (this.#heard.length > 40) this.#heard = this.#heard.slice(20)
      return 'accept'
    })
    this.#again()
  }

  #again(): void {
    this.#community.clock.setTimeout(
      () => {
        this.#speak()
        this.#again()
      },
      1 + this.#chance.integer(2 * PAUSE),
    )
  }

  #speak(): void {
    const chance = this.#chance
    const kind = chance.integer(10)
    if (kind < 6) this.#statement()
    else if (kind < 9) this.#entry(this.#network)
    else if (kind === 9 && chance.integer(4) === 0) this.#astray()
  }

  /** What belongs to another community, or nowhere. */
  #astray(): void {
    const chance = this.#chance
    if (chance.integer(2) === 0) this.#entry(Uint8Array.from({ length: 8 }, () => chance.integer(256)))
    else this.#transport.publish(this.#topics.seal, Uint8Array.of(chance.integer(256), 1))
  }

  /** What somebody else said, as its own; or the opposite. */
  #statement(): void {
    if (this.#heard.length === 0) return
    const chance = this.#chance
    const model = chance.pick(this.#heard)
    if (model.kind === 'proposal') return // out of turn nobody listens to one
    const moved = model.kind === 'vote' ? { ...model, round: Math.max(0, model.round + chance.integer(4) - 1) } : model
    const own = { ...moved, account: this.#account } as Statement
    const said =
      chance.integer(2) === 0
        ? { ...own, signature: this.#signer.sign(signedMessage(own)) }
        : otherwise(own, this.#signer, chance)
    this.#transport.publish(this.#topics.seal, encodeMessage(said))
  }

  /** The first entries of its chain, again and again, each time with other words. */
  #entry(network: Uint8Array): void {
    const chance = this.#chance
    const state = this.#anyState()
    if (state === undefined) return
    const body: Body = { kind: 'delivery', slot: chance.integer(100), device: 0, energy: wh(chance.integer(1000)) }
    const place = {
      network,
      account: this.#account,
      incarnation: 0,
      seq: this.#seq,
      prev: this.#seq === 1 ? NO_ENTRY : new Uint8Array(32).fill(7),
    }
    if (chance.integer(10) === 0) this.#seq = 1 + chance.integer(3)
    const known = {
      height: state.height,
      certificate: Uint8Array.from(Buffer.from(state.certificate.slice(0, 16), 'hex')),
    }
    const entry = signEntry({ ...place, ...known, time: this.#community.clock.now(), body }, this.#signer)
    const packet = encodeSync({ kind: 'entries', request: 0, more: false, wires: [entry.wire] })
    this.#transport.publish(this.#topics.entry, packet)
  }

  #anyState(): CommunityState | undefined {
    for (const { peer } of this.#community.homes.values()) if (peer !== undefined) return peer.state
    return undefined
  }
}
