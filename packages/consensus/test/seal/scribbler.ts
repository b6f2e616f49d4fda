import type { Signer } from '@jazzgrid/ledger'
import type { Chance } from '@jazzgrid/units'
import { signClose } from '../../src/seal/close.js'
import { encodeMessage, type Message, readMessage } from '../../src/seal/message.js'
import { signProposal } from '../../src/seal/proposal.js'
import { STAGES, signVote } from '../../src/seal/vote.js'
import type { Gossip, Parcel } from './gossip.js'
import { NETWORK } from './host.js'

/**
 * A validator that signs whatever comes to its mind on what it hears: votes of any stage for any value that it has heard
 * of or none, in this attempt or another, proposals of values that others proposed, several closes; each to somebody else.
 */
export class Scribbler {
  readonly id: number
  readonly #account: number
  readonly #signer: Signer
  readonly #gossip: Gossip
  readonly #chance: Chance
  #heard: Message[] = []
  #written = 0

  constructor(account: number, signer: Signer, gossip: Gossip, chance: Chance) {
    this.#account = account
    this.#signer = signer
    this.#gossip = gossip
    this.#chance = chance
    this.id = gossip.join({ receive: (parcel) => this.#receive(parcel) })
  }

  #receive(parcel: Parcel): void {
    if (parcel.kind !== 'message' || this.#written > 400) return
    const message = readMessage(parcel.wire)
    if (typeof message === 'string' || message.kind === 'certificate') return
    this.#heard = [message, ...this.#heard].slice(0, 30)
    if (this.#chance.uniform() < 0.5) return
    for (let k = this.#chance.integer(4); k > 0; k--) {
      const wire = encodeMessage(this.#scribble(message))
      this.#written++
      this.#gossip.send({ kind: 'message', wire }, this.id, this.#chance.integer(this.#gossip.size))
    }
  }

  #scribble(about: Message): Message {
    const chance = this.#chance
    const { height } = about as { height: number }
    const proposals = this.#heard.filter((message) => message.kind === 'proposal' && message.height === height)
    const proposal = proposals.length === 0 ? undefined : chance.pick(proposals)
    const round = Math.max(0, (about.kind === 'close' ? 0 : (about as { round: number }).round) + chance.integer(4) - 1)
    if (chance.uniform() < 0.1) {
      const root = new Uint8Array(32).fill(chance.integer(3))
      return signClose({ network: NETWORK, height, root, count: 99, at: 5 }, this.#account, this.#signer)
    }
    if (proposal?.kind === 'proposal' && chance.uniform() < 0.3) {
      return signProposal({ ...proposal, round, validRound: null, proof: null }, this.#account, this.#signer)
    }
    const valueId = proposal?.kind === 'proposal' && chance.uniform() < 0.7 ? proposal.valueId : null
    return signVote(
      { network: NETWORK, height, round, stage: chance.pick(STAGES), valueId },
      this.#account,
      this.#signer,
    )
  }
}
