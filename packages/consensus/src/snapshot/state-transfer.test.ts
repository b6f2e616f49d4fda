import {
  type HeightProof,
  LONGEST_SENT,
  MOST_PROOFS,
  type Question,
  type SnapshotPart,
  snapshotPart,
} from '@jazzgrid/ledger'
import { describe, expect, it } from 'vitest'
import { hashScheme } from '../../test/seal/hash-signer.js'
import { CertifiedChain, chainGenesis, hashOf, setOf } from '../../test/trust/certified-chain.js'
import { certificateId } from '../certificate/certificate.js'
import { canonicalBytes, type Plain } from '../state/canonical-json.js'
import { stateAtGenesis } from '../state/community-state.js'
import { Follower } from '../trust/follower.js'
import { encodeHandover, type Handover } from '../trust/handover.js'
import { checkpointBefore, type TrustedPoint } from '../trust/trusted-point.js'
import { decodeSnapshot, encodeSnapshot, stateOf } from './snapshot.js'
import { isHonest, StateTransfer, type TransferFault, type TransferStep } from './state-transfer.js'

const genesis = chainGenesis(4)
const SNAPSHOT = 30

/** A state of three parts, of a community in which somebody was admitted on the way. */
const bytes = canonicalBytes({
  ...stateAtGenesis(genesis),
  height: SNAPSHOT,
  ballots: Array.from({ length: 3_000 }, (_, i) => ({ change: `a change that somebody proposed: ${i}`, voters: [1] })),
} as unknown as Plain)

function grown(): CertifiedChain {
  const chain = new CertifiedChain(genesis)
  chain.addMany(9)
  chain.add({}, setOf(0, 1, 2, 3, 4))
  chain.addMany(SNAPSHOT - 11)
  chain.add({ height: SNAPSHOT, stateRoot: hashOf(bytes) })
  chain.addMany(5)
  return chain
}

/** A peer that serves a snapshot, and says what a test makes it say. */
class Server {
  readonly chain: CertifiedChain
  readonly bend: (part: SnapshotPart) => SnapshotPart
  readonly bendTrail: (trail: readonly Handover[]) => readonly Handover[]
  asked = 0

  constructor(chain: CertifiedChain, bend = (part: SnapshotPart) => part, trail = (all: readonly Handover[]) => all) {
    this.chain = chain
    this.bend = bend
    this.bendTrail = trail
  }

  /** Serve to the end. */
  serve(point: TrustedPoint = 'genesis', now = this.chain.at): TransferStep {
    const transfer = new StateTransfer(new Follower({ genesis, scheme: hashScheme, point }))
    let step: TransferStep = { kind: 'ask', question: transfer.opening }
    for (this.asked = 0; step.kind === 'ask' && this.asked < 50; this.asked++)
      step = this.#answer(transfer, step.question, now)
    return step
  }

  #answer(transfer: StateTransfer, question: Question, now: number): TransferStep {
    if (question.kind === 'want-snapshot') {
      return transfer.part(this.bend(snapshotPart(1, question.height || SNAPSHOT, question.part, bytes)))
    }
    if (question.kind !== 'want-proof') throw new Error(`asked for ${question.kind}`)
    const trail = this.bendTrail(this.chain.trail(question.from, question.to))
    const proofs: HeightProof[] = trail.map((step) => ({
      height: step.certificate.value.height,
      bytes: encodeHandover(step),
    }))
    return transfer.trail(proofs, false, now)
  }
}

const failed = (fault: TransferFault) => ({ kind: 'failed', fault })

describe('the transfer of a state', () => {
  it('brings what the certificate commits to, and who decided it, from the genesis alone', () => {
    const chain = grown()
    const server = new Server(chain)
    const step = server.serve()
    if (step.kind !== 'done') throw new Error(JSON.stringify(step))
    expect(bytes.length).toBeGreaterThan(2 * LONGEST_SENT)
    expect(server.asked).toBe(4)
    const { certificate } = chain.step(SNAPSHOT)
    expect(stateOf(step.snapshot, hashScheme)).toMatchObject({
      height: SNAPSHOT,
      certificate: Buffer.from(certificateId(certificate)).toString('hex'),
      closers: [0, 1],
    })
    expect(step.snapshot.deciders.members).toHaveLength(5)
    expect(step.trail.map(({ certificate: { value } }) => value.height)).toEqual([10, SNAPSHOT])
    const again = decodeSnapshot(encodeSnapshot(step.snapshot), 'byzantine')
    expect(again && stateOf(again, hashScheme)).toEqual(stateOf(step.snapshot, hashScheme))
  })

  it('goes on from the checkpoint of an invitation, from before the snapshot', () => {
    const chain = grown()
    const { previous } = chain.step(SNAPSHOT).certificate.value
    const checkpoint = checkpointBefore(SNAPSHOT, previous)
    expect(checkpoint).toMatchObject({ height: SNAPSHOT - 1 })
    expect(new Server(chain).serve(checkpoint)).toMatchObject({ kind: 'done' })
    const later = { height: SNAPSHOT + 2, certificate: certificateId(chain.step(SNAPSHOT + 2).certificate) }
    expect(new Server(chain).serve(later)).toEqual(failed('no-newer-snapshot'))
  })

  it('asks on where so many validators came and went that one answer does not hold them', () => {
    const chain = new CertifiedChain(genesis)
    for (let height = 1; height < 150; height++) chain.add({}, setOf(0, 1, 2, height % 2 === 0 ? 3 : 103))
    chain.add({ stateRoot: hashOf(bytes) })
    const transfer = new StateTransfer(new Follower({ genesis, scheme: hashScheme, point: 'genesis' }))
    const parts = [0, 1, 2].map((part) => ({ ...snapshotPart(1, SNAPSHOT, part, bytes), height: 150 }))
    let step = transfer.part(parts[0])
    const asked: number[] = []
    while (step.kind === 'ask' && step.question.kind === 'want-proof') {
      asked.push(step.question.from)
      const trail = chain.trail(step.question.from, 150).slice(0, MOST_PROOFS)
      const proofs = trail.map((each) => ({ height: each.certificate.value.height, bytes: encodeHandover(each) }))
      // in two frames
      expect(transfer.trail(proofs.slice(0, 20), true, chain.at)).toEqual({ kind: 'wait' })
      step = transfer.trail(proofs.slice(20), false, chain.at)
    }
    expect(asked).toEqual([1, 65, 129])
    transfer.part(parts[1])
    expect(transfer.part(parts[2])).toMatchObject({ kind: 'done' })
  })

  it('does not begin with keys that are older than the trusting period', () => {
    expect(new Server(grown()).serve('genesis', Date.UTC(2027, 0, 1))).toEqual(failed('expired'))
  })

  const change = (at: number, bend: (part: SnapshotPart) => Partial<SnapshotPart>) => (part: SnapshotPart) =>
    part.part === at ? { ...part, ...bend(part) } : part
  const flipped = (part: SnapshotPart) => ({ bytes: part.bytes.map((byte, i) => (i === 99 ? byte ^ 1 : byte)) })

  it.each<readonly [what: string, TransferFault, (part: SnapshotPart) => SnapshotPart]>([
    ['has none', 'no-snapshot', change(0, () => ({ parts: 0 }))],
    ['has dropped it under way', 'changed', change(1, () => ({ parts: 0 }))],
    ['sends another part', 'changed', change(1, () => ({ part: 2 }))],
    ['sends a part of another height', 'changed', change(1, () => ({ height: SNAPSHOT + 1 }))],
    ['has ever more parts', 'too-large', change(1, ({ parts }) => ({ parts: parts + 1 }))],
    ['has parts without end', 'too-large', change(0, () => ({ parts: 2 ** 40 }))],
    ['bends a bit of the first part', 'other-state', change(0, flipped)],
    ['bends a bit of the last part', 'other-state', change(2, flipped)],
    ['leaves out a part', 'other-state', change(1, () => ({ bytes: new Uint8Array() }))],
  ])('from a neighbour that %s fails: %s', (_, fault, bend) => {
    expect(new Server(grown(), bend).serve()).toEqual(failed(fault))
  })

  it.each<readonly [what: string, TransferFault, (trail: readonly Handover[]) => readonly Handover[]]>([
    ['shows no certificate', 'no-trail', () => []],
    ['keeps the change of validators back', 'too-few-signatures', (trail) => trail.slice(-1)],
    ['shows a certificate of another height', 'no-trail', () => [grown().step(SNAPSHOT + 1)]],
    ['slips in validators of its own', 'other-validators', ([first]) => [{ ...first, validators: setOf(7, 8, 9) }]],
  ])('from a neighbour that %s fails: %s', (_, fault, trail) => {
    expect(new Server(grown(), undefined, trail).serve()).toEqual(failed(fault))
  })

  it('of a history that strangers signed fails', () => {
    const chain = new CertifiedChain(genesis)
    chain.add({ height: SNAPSHOT, stateRoot: hashOf(bytes) }, chain.validators, setOf(4, 5, 6, 7))
    expect(new Server(chain, undefined, () => chain.steps).serve()).toEqual(failed('too-few-signatures'))
  })

  it('tells those who lie from those who have nothing', () => {
    expect((['no-snapshot', 'changed', 'expired'] as const).map(isHonest)).toEqual([true, true, true])
    expect((['other-state', 'too-few-signatures', 'malformed'] as const).map(isHonest)).toEqual([false, false, false])
  })
})

describe('a snapshot on a disk', () => {
  it('is not gone on from where a bit of it is bent', () => {
    const step = new Server(grown()).serve()
    if (step.kind !== 'done') throw new Error('no snapshot')
    const encoded = encodeSnapshot(step.snapshot)
    for (let at = 0; at < encoded.length; at += 1_009) {
      const bent = encoded.map((byte, i) => (i === at ? byte ^ 4 : byte))
      const read = decodeSnapshot(bent, 'byzantine')
      expect(read && stateOf(read, hashScheme)).toBeUndefined()
    }
  })
})
