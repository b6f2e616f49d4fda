import { describe, expect, it } from 'vitest'
import { plainScheme, plainSigner } from '../../test/replica/plain-signature.js'
import { NETWORK, Scribe } from '../../test/replica/scribe.js'
import type { EvidenceBody } from '../entry/body.js'
import { signedHeadOf } from '../entry/entry-codec.js'
import { convicted, forkProof } from './fork-proof.js'

const keyOf = (account: number) => (account < 10 ? plainSigner(account).key : undefined)
const judge = (proof: EvidenceBody, network = NETWORK) => convicted(proof, network, keyOf, plainScheme)

describe('a proof of a fork', () => {
  const scribe = new Scribe(4)
  const honest = scribe.writeMany(3)
  const liar = scribe.copy()
  const [one, other] = [scribe.write(1), liar.write(2)]
  const proof = forkProof(one, other)

  it('convicts the author and is the same whichever entry came first', () => {
    expect(judge(proof)).toBe(4)
    expect(forkProof(other, one)).toEqual(proof)
  })

  it('fits into an entry that anybody may file', () => {
    expect(new Scribe(5).say(proof).wire.length).toBeLessThan(600)
  })

  it('convicts nobody by one entry, by two of different positions or lives, or with its heads swapped', () => {
    const reborn = new Scribe(4)
    const twice = { kind: 'evidence', heads: [signedHeadOf(one), signedHeadOf(one)] } as const
    expect(judge(twice)).toBeUndefined()
    expect(judge(forkProof(honest[0], honest[1]))).toBeUndefined()
    expect(judge(forkProof(honest[0], reborn.reincarnate()))).toBeUndefined()
    expect(judge({ kind: 'evidence', heads: [proof.heads[1], proof.heads[0]] })).toBeUndefined()
  })

  it('convicts nobody for what somebody else signed', () => {
    const forger = new Scribe(4, plainSigner(5))
    expect(judge(forkProof(honest[0], forger.write(7)))).toBeUndefined()
    const neighbour = new Scribe(5).writeMany(4)[3]
    expect(judge(forkProof(one, neighbour))).toBeUndefined()
  })

  it('convicts nobody of another community, and no stranger', () => {
    expect(judge(proof, new Uint8Array(8))).toBeUndefined()
    const foreign = new Scribe(4).write(8, { network: new Uint8Array(8) })
    expect(judge(forkProof(honest[0], foreign))).toBeUndefined()
    const stranger = new Scribe(11)
    expect(judge(forkProof(stranger.copy().write(1), stranger.write(2)))).toBeUndefined()
  })

  it('convicts nobody by bytes that are no heads', () => {
    const [head, { signature }] = proof.heads
    expect(judge({ kind: 'evidence', heads: [head, { head: new Uint8Array(0), signature }] })).toBeUndefined()
    expect(
      judge({ kind: 'evidence', heads: [{ ...head, signature: new Uint8Array(64) }, proof.heads[1]] }),
    ).toBeUndefined()
  })
})
