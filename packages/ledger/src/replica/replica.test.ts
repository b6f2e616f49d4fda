import { describe, expect, it } from 'vitest'
import { plainScheme, plainSigner } from '../../test/replica/plain-signature.js'
import { NETWORK, replicaOf, rosterOf, Scribe, tipOf } from '../../test/replica/scribe.js'
import type { Entry } from '../entry/entry.js'
import { convicted } from './fork-proof.js'
import { Replica } from './replica.js'

const give = (replica: Replica, entries: readonly Entry[]) => entries.map(({ wire }) => replica.receive(wire))
const kinds = (replica: Replica, entries: readonly Entry[]) => give(replica, entries).map(({ kind }) => kind)
const limits = { open: 10, parked: 3, total: 1000 }

describe('a replica', () => {
  it('takes in entries in their order and knows them when they come again', () => {
    const scribe = new Scribe(1)
    const entries = scribe.writeMany(3)
    const replica = replicaOf()
    expect(kinds(replica, entries)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(kinds(replica, entries)).toEqual(['known', 'known', 'known'])
    expect(replica.frontier()).toEqual([scribe.tip])
    expect(replica.certified()).toEqual([])
    expect(replica.size).toBe(3)
  })

  it('parks what comes too early, names what is missing, and takes it in with that', () => {
    const [first, second, third] = new Scribe(1).writeMany(3)
    const replica = replicaOf()
    expect(replica.receive(third.wire)).toMatchObject({ kind: 'parked', missing: tipOf(second) })
    expect(replica.receive(second.wire)).toMatchObject({ kind: 'parked', missing: tipOf(first) })
    expect(replica.receive(second.wire)).toMatchObject({ kind: 'parked', missing: tipOf(first) })
    expect(replica.frontier()).toEqual([])
    expect(replica.receive(first.wire)).toEqual({ kind: 'accepted', entries: [first, second, third] })
    expect(replica.parked).toBe(0)
  })

  it('proves a fork, vouches for what is before it and takes in no more of its author', () => {
    const scribe = new Scribe(1)
    const trunk = scribe.writeMany(2)
    const liar = scribe.copy()
    const [one, other] = [scribe.write(1), liar.write(2)]
    const replica = replicaOf()
    give(replica, [...trunk, one])
    const reception = replica.receive(other.wire)
    expect(reception).toMatchObject({ kind: 'forked', entries: [other] })
    if (reception.kind === 'forked')
      expect(convicted(reception.proof, NETWORK, () => scribe.signer.key, plainScheme)).toBe(1)
    expect(replica.vector()).toMatchObject([{ from: 1, ids: trunk.map(({ id }) => id) }])
    expect(replica.receive(scribe.write().wire)).toEqual({ kind: 'ignored', why: 'equivocator' })
    expect(replica.receive(liar.write().wire)).toEqual({ kind: 'ignored', why: 'equivocator' })
    expect(replica.proofs()).toHaveLength(1)
  })

  it('proves a fork that had been parked', () => {
    const scribe = new Scribe(1)
    const parent = scribe.write()
    const heirs = [scribe.copy().write(1), scribe.write(2)]
    const replica = replicaOf()
    give(replica, heirs)
    expect(replica.receive(parent.wire)).toMatchObject({ kind: 'forked', entries: [parent, ...heirs] })
  })

  it('takes in behind a fork what others vouch for', () => {
    const scribe = new Scribe(1)
    const liar = scribe.copy()
    const branch = scribe.writeMany(2, 1)
    const replica = replicaOf()
    give(replica, [...liar.writeMany(2, 2), branch[0]])
    expect(replica.receive(branch[1].wire).kind).toBe('ignored')
    expect(replica.receive(branch[1].wire, () => true).kind).toBe('forked')
    expect(replica.pathTo(tipOf(branch[1]))).toEqual(branch)
  })

  it('tells apart what is invalid and what it only cannot keep', () => {
    const replica = replicaOf(3)
    const scribe = new Scribe(1)
    const why = (wire: Uint8Array) => {
      const reception = replica.receive(wire)
      return 'why' in reception ? `${reception.kind} ${reception.why}` : reception.kind
    }
    expect(why(scribe.copy().write(0, { network: new Uint8Array(8) }).wire)).toBe('refused other-network')
    expect(why(new Scribe(1, plainSigner(2)).write().wire)).toBe('refused bad-signature')
    expect(why(new Scribe(7).write().wire)).toBe('ignored unknown-author')
    expect(why(new Uint8Array(2000))).toBe('refused too-long')
    expect(why(new Uint8Array(100))).toBe('refused not-canonical')
    const late = scribe.copy()
    late.incarnation = 1
    expect(why(late.reincarnate().wire)).toBe('ignored far-incarnation')
    expect(replica.size).toBe(0)
  })

  it('keeps the entry that it holds, whatever signature the same entry comes under', () => {
    const entry = new Scribe(1).write()
    const replica = replicaOf()
    replica.receive(entry.wire)
    const forged = entry.wire.slice()
    forged[forged.length - 1] ^= 1
    expect(replica.receive(forged)).toEqual({ kind: 'known', entry })
  })
})

describe('a replica under a flood', () => {
  it('keeps so many open entries of an account, and still what others vouch for', () => {
    const scribe = new Scribe(1)
    const replica = replicaOf(10, { limits })
    give(replica, scribe.writeMany(10))
    const next = scribe.write()
    expect(replica.receive(next.wire)).toEqual({ kind: 'ignored', why: 'too-many-open' })
    expect(replica.receive(next.wire, () => true).kind).toBe('accepted')
    expect(replica.receive(new Scribe(2).write().wire).kind).toBe('accepted')
  })

  it('keeps so many entries without a predecessor, the earliest, but loses none that a quorum lists', () => {
    const entries = new Scribe(1).writeMany(8)
    const replica = replicaOf(10, { limits })
    expect(kinds(replica, entries.slice(4))).toEqual(['parked', 'parked', 'parked', 'ignored'])
    expect(replica.receive(entries[7].wire, () => true).kind).toBe('parked')
    expect(replica.receive(entries[1].wire).kind).toBe('parked')
    expect(replica.parked).toBe(4)
    expect(replica.find(entries[7], entries[7].id)).toBeUndefined()
  })

  it('keeps of each account what one round takes in once there are too many in all', () => {
    const replica = replicaOf(10, { limits: { open: 300, parked: 3, total: 500 } })
    const [one, two, three] = [1, 2, 3].map((account) => new Scribe(account))
    give(replica, one.writeMany(300))
    give(replica, two.writeMany(200))
    expect(replica.receive(one.write().wire)).toEqual({ kind: 'ignored', why: 'too-many-open' })
    expect(kinds(replica, three.writeMany(257)).slice(-2)).toEqual(['accepted', 'ignored'])
    expect(kinds(replica, two.writeMany(57)).slice(-2)).toEqual(['accepted', 'ignored'])
    expect(replica.size).toBe(500 + 56 + 256)
  })

  it('of branches at ever earlier positions stays within the limit', () => {
    const scribe = new Scribe(1)
    const twins = [scribe.copy()]
    const replica = replicaOf(10, { limits })
    for (let i = 0; i < 6; i++) {
      replica.receive(scribe.write().wire)
      twins.push(scribe.copy())
    }
    const outcomes = twins.reverse().map((twin) => replica.receive(twin.write(5).wire).kind)
    expect(outcomes).toEqual(['accepted', 'forked', 'forked', 'forked', 'ignored', 'ignored', 'ignored'])
    expect(replica.size).toBe(10)
  })
})

describe('what a replica lacks', () => {
  it('of a chain it holds is nothing, of one it holds the start of the rest', () => {
    const scribe = new Scribe(1)
    const replica = replicaOf()
    const before = scribe.copy()
    give(replica, scribe.writeMany(3))
    expect(replica.lacking(scribe.tip)).toBeUndefined()
    expect(before.seq).toBe(0)
    scribe.writeMany(4)
    expect(replica.lacking(scribe.tip)).toEqual({ account: 1, incarnation: 0, from: 4, to: 7 })
    expect(replica.lacking(new Scribe(2).tip)).toBeUndefined()
  })

  it('is no more than it may keep, and nothing of strangers and far lives', () => {
    const scribe = new Scribe(1)
    const replica = replicaOf(10, { limits })
    scribe.writeMany(50)
    expect(replica.lacking(scribe.tip)).toMatchObject({ from: 1, to: 10 })
    const stranger = new Scribe(11)
    stranger.write()
    expect(replica.lacking(stranger.tip)).toBeUndefined()
    scribe.reincarnate()
    expect(replica.lacking(scribe.tip)).toMatchObject({ incarnation: 1, from: 1, to: 1 })
    scribe.reincarnate()
    expect(replica.lacking(scribe.tip)).toBeUndefined()
  })

  it('below entries that wait is what they wait for', () => {
    const entries = new Scribe(1).writeMany(6)
    const replica = replicaOf()
    give(replica, [entries[0], entries[4], entries[5]])
    expect(replica.lacking(tipOf(entries[5]))).toMatchObject({ from: 2, to: 4 })
  })

  it('of another branch is followed down until both convict', () => {
    const scribe = new Scribe(1)
    const trunk = scribe.writeMany(10)
    const liar = scribe.copy()
    const [branch, other] = [scribe.writeMany(150, 1), liar.writeMany(150, 2)]
    const replica = replicaOf()
    give(replica, [...trunk, ...branch])
    const asked: number[] = []
    for (let range = replica.lacking(liar.tip); range !== undefined; range = replica.lacking(liar.tip)) {
      asked.push(range.from)
      give(replica, [...trunk, ...other].slice(range.from - 1, range.to))
    }
    expect(asked).toEqual([97, 33, 1])
    expect(replica.proofs()).toHaveLength(1)
  })

  it('of what is certified or behind a known fork is nothing', () => {
    const scribe = new Scribe(1)
    const [first] = scribe.writeMany(1)
    const liar = scribe.copy()
    const replica = replicaOf()
    give(replica, [first, scribe.write(1), liar.write(2)])
    scribe.write()
    expect(replica.lacking(scribe.tip)).toBeUndefined()
    replica.certify([tipOf(first)], rosterOf(10))
    expect(replica.lacking(tipOf(first))).toBeUndefined()
    expect(replica.lacking({ ...tipOf(first), id: new Uint8Array(32) })).toBeUndefined()
  })
})

describe('a replica without a key', () => {
  it('cannot be made to hold anything by whoever has no account', () => {
    const replica = new Replica({ network: NETWORK, roster: { author: () => undefined }, scheme: plainScheme })
    for (let account = 0; account < 50; account++) replica.receive(new Scribe(account).write().wire)
    expect(replica.frontier()).toEqual([])
    expect(replica.size + replica.parked).toBe(0)
  })
})
