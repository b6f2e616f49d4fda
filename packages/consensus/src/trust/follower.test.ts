import { DAY } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { hashScheme } from '../../test/seal/hash-signer.js'
import { CertifiedChain, chainGenesis, setOf } from '../../test/trust/certified-chain.js'
import { certificateId } from '../certificate/certificate.js'
import { Follower } from './follower.js'
import type { Handover } from './handover.js'
import type { Trust, TrustedPoint } from './trusted-point.js'

const genesis = chainGenesis(4)

const follower = (point: TrustedPoint | Trust = 'genesis') => new Follower({ genesis, scheme: hashScheme, point })

/** Everything is followed on the day on which it is told. */
function follow(steps: readonly Handover[], by = follower(), now = steps[steps.length - 1].certificate.value.at) {
  return steps.map((step) => by.take(step, now))
}

const ok = (count: number) => Array.from({ length: count }, () => undefined)

describe('a follower', () => {
  it('believes a certificate of 1,000 heights on, while the validators are the same', () => {
    const chain = new CertifiedChain(genesis)
    chain.addMany(1_000)
    const by = follower()
    expect(follow([chain.step(1_000)], by)).toEqual([undefined])
    expect(by.trust).toMatchObject({ height: 1_000, certificate: certificateId(chain.step(1_000).certificate) })
    expect(by.validatorsAt(500)?.hash).toEqual(chain.validators.hash)
  })

  it('goes from set to set: somebody is admitted, evicted, and has a new key', () => {
    const chain = new CertifiedChain(genesis)
    chain.addMany(9)
    chain.add({}, setOf(0, 1, 2, 3, 4))
    chain.addMany(9)
    chain.add({}, setOf(1, 2, 3, 4))
    chain.addMany(9)
    chain.add({}, setOf(101, 2, 3, 4))
    chain.addMany(10)
    const trail = chain.trail(1)
    expect(trail.map(({ certificate }) => certificate.value.height)).toEqual([10, 20, 30, 40])
    const by = follower()
    expect(follow(trail, by)).toEqual(ok(4))
    expect(by.trust?.validators.hash).toEqual(setOf(101, 2, 3, 4).hash)
    for (const step of chain.steps) expect(by.faultOf(step.certificate, chain.at)).toBeUndefined()
  })

  it('cannot follow where the certificate that hands over is kept back', () => {
    const chain = new CertifiedChain(genesis)
    chain.add({}, setOf(4, 5, 6, 7))
    chain.addMany(3)
    expect(follow([chain.step(4)])).toEqual(['too-few-signatures'])
    expect(follow([chain.step(1), chain.step(4)])).toEqual(ok(2))
  })

  it('believes nobody about who comes next but the certificate', () => {
    const chain = new CertifiedChain(genesis)
    const { certificate } = chain.add()
    expect(follow([{ certificate, validators: setOf(0, 1, 2, 9) }])).toEqual(['other-validators'])
  })

  it.each<readonly [what: string, fault: string, (chain: CertifiedChain) => Handover]>([
    ['of two out of four', 'too-few-signatures', (chain) => chain.add({}, chain.validators, setOf(0, 1))],
    ['of strangers', 'too-few-signatures', (chain) => chain.add({}, chain.validators, setOf(4, 5, 6, 7))],
    ['of another network', 'other-network', (chain) => chain.add({ network: new Uint8Array(8) })],
    ['from before the one before', 'from-the-future', (chain) => chain.add({ at: genesis.startsAt - 1 })],
    ['with another past', 'split', (chain) => chain.add({ previous: new Uint8Array(32) })],
  ])('refuses a certificate %s: %s', (_, fault, bent) => {
    const by = follower()
    expect(follow([bent(new CertifiedChain(genesis))], by, genesis.startsAt + DAY)).toEqual([fault])
    expect(by.trust?.height).toBe(0)
  })

  it('refuses a certificate of tomorrow, and one that it has', () => {
    const chain = new CertifiedChain(genesis)
    chain.add({ at: genesis.startsAt + DAY })
    expect(follow([chain.step(1)], follower(), genesis.startsAt)).toEqual(['from-the-future'])
    expect(follow([chain.step(1), chain.step(1)])).toEqual([undefined, 'not-later'])
  })

  it('sees that a quorum signed twice', () => {
    const chain = new CertifiedChain(genesis)
    chain.addMany(3)
    const other = chain.fork()
    chain.add()
    other.add({ stateRoot: new Uint8Array(32).fill(1) })
    expect(follow([chain.step(4), other.step(4)])).toEqual([undefined, 'split'])
    const by = follower()
    follow([chain.step(4)], by)
    expect(by.faultOf(other.step(4).certificate, chain.at)).toBe('split')
  })

  it('does not believe keys of long ago: whoever has them may have sold them', () => {
    const chain = new CertifiedChain(genesis)
    chain.addMany(5)
    expect(follow([chain.step(5)], follower(), genesis.startsAt + 31 * DAY)).toEqual(['expired'])
    // who is told a certificate of this month goes on from there, whatever the founders sign
    chain.add({ at: genesis.startsAt + 40 * DAY })
    const { certificate } = chain.step(6)
    const by = follower({ height: 6, certificate: certificateId(certificate) })
    chain.add({ at: genesis.startsAt + 41 * DAY })
    expect(by.next).toBe(6)
    expect(follow([chain.step(6), chain.step(7)], by)).toEqual(ok(2))
    expect(by.faultOf(chain.step(5).certificate, chain.at)).toBe('too-few-signatures')
  })

  it('begins with the certificate that its checkpoint names, and with those to whom it commits', () => {
    const chain = new CertifiedChain(genesis)
    chain.addMany(5)
    const checkpoint = { height: 5, certificate: certificateId(chain.step(5).certificate) }
    expect(follow([chain.step(4)], follower(checkpoint))).toEqual(['other-history'])
    const strangers = { ...chain.step(5), validators: setOf(4, 5, 6, 7) }
    expect(follow([strangers], follower(checkpoint))).toEqual(['other-validators'])
    const by = follower(checkpoint)
    expect(by.trust).toBeUndefined()
    expect(follow([chain.step(5)], by)).toEqual([undefined])
    const again = follower(by.trust)
    chain.add()
    expect(follow([chain.step(6)], again)).toEqual([undefined])
  })
})
