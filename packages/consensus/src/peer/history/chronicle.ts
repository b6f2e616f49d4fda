import type { SignatureScheme } from '@jazzgrid/ledger'
import { hexToBytes } from '@noble/hashes/utils.js'
import type { Council } from '../../council/council.js'
import type { Genesis } from '../../genesis/genesis.js'
import { installationWrites } from '../../snapshot/installation.js'
import { stateOf } from '../../snapshot/snapshot.js'
import type { CommunityState } from '../../state/community-state.js'
import { Follower } from '../../trust/follower.js'
import { Succession } from '../../trust/succession.js'
import { checkpointBefore, type Trust, type TrustedPoint } from '../../trust/trusted-point.js'
import { decidedWrites } from '../disk/store-writes.js'
import type { PeerEffect } from '../peer-effect.js'
import type { PeerOptions, PeerPace } from '../peer-options.js'
import type { RoundEvent } from '../round-event.js'
import type { Transferred } from './transfer-desk.js'

/** Keeps what a peer can show of the past: who decided, what came of it, a snapshot now and then; and lets go of it. */
export class Chronicle {
  readonly #genesis: Genesis
  readonly #scheme: SignatureScheme
  readonly #council: Council
  readonly #snapshot: number
  readonly #retention: number
  readonly #point: TrustedPoint
  readonly #trustingPeriod: number | undefined
  #succession: Succession
  #checkpoint: TrustedPoint

  constructor(
    options: Pick<PeerOptions, 'genesis' | 'scheme' | 'point' | 'trustingPeriod' | 'succession' | 'checkpoint'>,
    council: Council,
    { snapshot, retention }: Pick<PeerPace, 'snapshot' | 'retention'>,
  ) {
    const { state, validators } = council
    this.#genesis = options.genesis
    this.#scheme = options.scheme
    this.#council = council
    this.#snapshot = snapshot
    this.#retention = retention
    this.#point = options.point ?? 'genesis'
    this.#trustingPeriod = options.trustingPeriod
    this.#succession = options.succession ?? new Succession(state.height, validators)
    this.#checkpoint = options.checkpoint ?? 'genesis'
  }

  get succession(): Succession {
    return this.#succession
  }

  /** What to tell newcomers, who trust this peer so far: from there on they can check the newest snapshot. */
  get checkpoint(): TrustedPoint {
    return this.#checkpoint
  }

  /** From what is trusted now to what others have. */
  follower(): Follower {
    const point = this.#isTold ? this.#point : this.#ownTrust
    const trustingPeriod = this.#trustingPeriod
    return new Follower({
      genesis: this.#genesis,
      scheme: this.#scheme,
      point,
      ...(trustingPeriod && { trustingPeriod }),
    })
  }

  /** A round was adopted. */
  decided({ certificate, outcome }: Extract<RoundEvent, { kind: 'decided' }>): PeerEffect[] {
    const { height, previous, at } = certificate.value
    const { validators } = this.#council
    const deciders = this.#succession.at(height) ?? validators
    this.#succession.handOver(height, validators)
    const batch = decidedWrites({ certificate, outcome, deciders, validators }, this.#snapshot)
    const effects: PeerEffect[] = [
      { kind: 'store', batch, durability: 'synced' },
      { kind: 'certified', certificate, outcome },
    ]
    if (height % this.#snapshot !== 0) return effects
    this.#checkpoint = checkpointBefore(height, previous)
    const before = at - this.#retention
    return before > this.#genesis.startsAt ? [...effects, { kind: 'prune', before }] : effects
  }

  /** Go on from a snapshot that was fetched and holds. */
  leap({ snapshot, trail }: Transferred): PeerEffect[] {
    const state = stateOf(snapshot, this.#scheme)
    if (state === undefined) return []
    const { previous } = snapshot.certificate.value
    const [first] = trail
    if (this.#isTold) this.#succession = new Succession(first.certificate.value.height, first.validators)
    for (const { certificate, validators } of trail) this.#succession.handOver(certificate.value.height, validators)
    const batch = installationWrites(snapshot, state, trail, this.#succession.since)
    this.#checkpoint = checkpointBefore(state.height, previous)
    this.#council.leap(state)
    return [
      { kind: 'store', batch, durability: 'synced' },
      { kind: 'leapt', state },
    ]
  }

  /** Whether it was told of something newer than what it has. */
  get #isTold(): boolean {
    return this.#point !== 'genesis' && this.#point.height > this.#council.state.height
  }

  get #ownTrust(): Trust {
    const { state, validators } = this.#council
    return trustIn(state, validators)
  }
}

const trustIn = ({ height, certificate, at }: CommunityState, validators: Trust['validators']): Trust => ({
  height,
  certificate: hexToBytes(certificate),
  at,
  validators,
})
