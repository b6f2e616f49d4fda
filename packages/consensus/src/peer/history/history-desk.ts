import {
  decodeCanonical,
  type HeightProof,
  MOST_PROOFS,
  type Proof,
  type Replica,
  type SnapshotPart,
  snapshotPart,
  type WantProof,
  type WantSnapshot,
} from '@jazzgrid/ledger'
import type { Council } from '../../council/council.js'
import { decodeDecision } from '../../council/decision.js'
import { encodeFrontierProof } from '../../proof/frontier-proof.js'
import { encodeResultProof, proveResults } from '../../proof/result-proof.js'
import { decodeSnapshot } from '../../snapshot/snapshot.js'
import { frontierOf } from '../../state/community-state.js'
import { decodeHandover, encodeHandover } from '../../trust/handover.js'
import type { Chronicle } from './chronicle.js'
import type { HistoryAsk } from './history-ask.js'

/** An answer in one piece; whoever sends it cuts it into frames. */
export type HistoryAnswer = SnapshotPart | Omit<Proof, 'more'>

/** Shows newcomers and light clients what this peer has of the past, so that they can check it. */
export class HistoryDesk {
  readonly #replica: Replica
  readonly #council: Council
  readonly #chronicle: Chronicle

  constructor(of: { readonly replica: Replica; readonly council: Council; readonly chronicle: Chronicle }) {
    this.#replica = of.replica
    this.#council = of.council
    this.#chronicle = of.chronicle
  }

  /** What to read for it; undefined where there is nothing to show. */
  ask(want: WantSnapshot | WantProof): HistoryAsk | undefined {
    const { request } = want
    if (want.kind === 'want-snapshot') return { what: 'snapshot', request, height: want.height, part: want.part }
    const { height } = this.#council.state
    const to = Math.min(want.to, height)
    switch (want.of) {
      case 'trail':
        return this.#askTrail(request, want.from, to)
      case 'results':
        return {
          what: 'results',
          request,
          account: want.account,
          from: want.from,
          to: Math.min(to, want.from + MOST_PROOFS - 1),
        }
      case 'frontier':
        return { what: 'frontier', request, account: want.account, height }
    }
  }

  /** What there is to such a want where nothing was read. */
  nothing(want: WantSnapshot | WantProof): HistoryAnswer {
    return want.kind === 'want-snapshot'
      ? snapshotPart(want.request, want.height, want.part, undefined)
      : { kind: 'proof', request: want.request, proofs: [] }
  }

  found(ask: HistoryAsk, found: readonly Uint8Array[]): HistoryAnswer {
    const { request } = ask
    switch (ask.what) {
      case 'snapshot':
        return this.#snapshot(ask, found[0])
      case 'trail':
        return { kind: 'proof', request, proofs: this.#trail(ask.handovers, ask.to, found) }
      case 'results':
        return { kind: 'proof', request, proofs: results(ask.account, found) }
      case 'frontier':
        return { kind: 'proof', request, proofs: this.#frontier(ask.account, found[0]) }
    }
  }

  #askTrail(request: number, from: number, to: number): HistoryAsk | undefined {
    const succession = this.#chronicle.succession
    // who decided the height before is not known here, so nobody could check what follows
    if (to < from || from <= succession.since || from < 1) return this.#askFirst(request, from, to)
    const handovers = succession.handovers(from, to - 1)
    const last = handovers[MOST_PROOFS - 1] ?? to
    return { what: 'trail', request, handovers: handovers.slice(0, MOST_PROOFS - 1), to: last }
  }

  /** A single certificate, for whoever knows its name. */
  #askFirst(request: number, from: number, to: number): HistoryAsk | undefined {
    const isKnown = from === to && this.#chronicle.succession.at(to + 1) !== undefined
    return isKnown ? { what: 'trail', request, handovers: [], to } : undefined
  }

  #snapshot({ request, height, part }: Extract<HistoryAsk, { what: 'snapshot' }>, bytes: Uint8Array | undefined) {
    const snapshot = bytes && decodeSnapshot(bytes, this.#chronicle.succession.present.faultModel)
    const of = snapshot?.certificate.value.height ?? height
    return snapshotPart(request, of, part, snapshot?.bytes)
  }

  #trail(handovers: readonly number[], to: number, found: readonly Uint8Array[]): HeightProof[] {
    const validators = this.#chronicle.succession.at(to + 1)
    if (found.length !== handovers.length + 1 || validators === undefined) return []
    const bytes = found[handovers.length]
    const { certificate } = decodeDecision(bytes) ?? decodeHandover(bytes, validators.faultModel) ?? {}
    if (certificate?.value.height !== to) return []
    const steps = handovers.map((height, i) => ({ height, bytes: found[i] }))
    return [...steps, { height: to, bytes: encodeHandover({ certificate, validators }) }]
  }

  #frontier(account: number | null, bytes: Uint8Array | undefined): HeightProof[] {
    const certificate = bytes && decodeDecision(bytes)?.certificate
    const { state } = this.#council
    // another height may have been decided while the store was read
    if ((certificate?.value.height ?? 0) !== state.height) return []
    const held = account === null ? undefined : this.#replica.tip(account)
    const proof = { certificate, frontier: frontierOf(state), held }
    return [{ height: state.height, bytes: encodeFrontierProof(proof) }]
  }
}

function results(account: number | null, found: readonly Uint8Array[]): HeightProof[] {
  const proofs: HeightProof[] = []
  for (let i = 0; i + 1 < found.length; i += 2) {
    const certificate = decodeDecision(found[i])?.certificate
    const leaves = decodeCanonical(found[i + 1])
    if (certificate === undefined || !Array.isArray(leaves)) continue
    const proof = proveResults(certificate, leaves as readonly Uint8Array[], account)
    // the last one says how far the answer reaches
    if (proof.leaves.length > 0 || i + 2 === found.length)
      proofs.push({ height: certificate.value.height, bytes: encodeResultProof(proof) })
  }
  return proofs
}
