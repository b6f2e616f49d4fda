import { describe, expect, it } from 'vitest'
import { plainScheme, plainSigner } from '../../test/replica/plain-signature.js'
import { NETWORK, replicaOf, rosterOf, Scribe, tipOf } from '../../test/replica/scribe.js'
import type { Roster } from '../chain/roster.js'
import type { Entry } from '../entry/entry.js'
import { Replica } from './replica.js'

const give = (replica: Replica, entries: readonly Entry[]) => entries.map(({ wire }) => replica.receive(wire))
const everybody = rosterOf(10)

describe('a certificate', () => {
  it('takes entries out of the open ones and says which are certain now', () => {
    const [one, two] = [new Scribe(1), new Scribe(2)]
    const entries = one.writeMany(3)
    const others = two.writeMany(2)
    const replica = replicaOf()
    give(replica, [...entries, ...others])
    const frontier = [tipOf(entries[1]), tipOf(others[1])]
    expect(replica.certify(frontier, everybody)).toEqual({ entries: [...entries.slice(0, 2), ...others], voided: [] })
    expect(replica.certified()).toEqual(frontier)
    expect(replica.frontier()).toEqual([one.tip, two.tip])
    expect(replica.vector()).toEqual([{ account: 1, incarnation: 0, from: 3, ids: [entries[2].id] }])
    expect(replica.size).toBe(1)
  })

  it('changes nothing where an entry is missing, and says whose', () => {
    const scribe = new Scribe(1)
    const replica = replicaOf()
    give(replica, scribe.writeMany(2))
    const before = replica.vector()
    scribe.write()
    expect(() => replica.certify([scribe.tip], everybody)).toThrow('entries of account 1 up to 3 are missing')
    expect(() => replica.certify([new Scribe(4).tip, { ...scribe.tip, seq: 9 }], everybody)).toThrow(RangeError)
    expect(replica.vector()).toEqual(before)
  })

  it('leaves what is certified to the store', () => {
    const scribe = new Scribe(1)
    const liar = scribe.copy()
    const [entry, rival] = [scribe.write(1), liar.write(2)]
    const replica = replicaOf()
    give(replica, [entry])
    replica.certify([tipOf(entry)], everybody)
    expect(replica.receive(entry.wire)).toEqual({ kind: 'historic', entry })
    expect(replica.receive(rival.wire)).toEqual({ kind: 'historic', entry: rival })
    expect(replica.receive(new Scribe(1, plainSigner(2)).write().wire).kind).toBe('refused')
  })

  it('of the branch that came later voids the first, and what stands on that is astray', () => {
    const scribe = new Scribe(1)
    const [trunk] = scribe.writeMany(1)
    const liar = scribe.copy()
    const [branch, other] = [scribe.writeMany(2, 1), liar.writeMany(2, 2)]
    const replica = replicaOf()
    give(replica, [trunk, ...branch])
    give(replica, [other[0]])
    expect(replica.certify([tipOf(other[0])], everybody)).toEqual({ entries: [trunk, other[0]], voided: branch })
    expect(replica.receive(branch[1].wire)).toEqual({ kind: 'ignored', why: 'astray' })
    expect(replica.receive(other[1].wire).kind).toBe('accepted')
    expect(replica.frontier()).toEqual([tipOf(other[1])])
  })

  it('forgets what waited for an entry that is void', () => {
    const scribe = new Scribe(1)
    const liar = scribe.copy()
    const other = liar.write(2)
    const branch = scribe.writeMany(2, 1)
    const replica = replicaOf()
    give(replica, [branch[1], other])
    expect(replica.parked).toBe(1)
    replica.certify([tipOf(other)], everybody)
    expect(replica.parked).toBe(0)
  })
})

describe('an account that begins anew', () => {
  it('is seen in its newest life, and what it left uncertified is void with the certificate', () => {
    const scribe = new Scribe(1)
    const past = scribe.writeMany(3)
    const life = [scribe.reincarnate(), scribe.write()]
    const replica = replicaOf()
    give(replica, [past[0], past[1]])
    replica.certify([tipOf(past[0])], everybody)
    expect(give(replica, life).map(({ kind }) => kind)).toEqual(['accepted', 'accepted'])
    expect(replica.frontier()).toEqual([scribe.tip])
    expect(replica.vector()).toMatchObject([{ incarnation: 1, from: 1, ids: life.map(({ id }) => id) }])
    expect(replica.certify([tipOf(life[0])], everybody)).toEqual({ entries: [life[0]], voided: [past[1]] })
    expect(replica.receive(past[2].wire)).toMatchObject({ kind: 'historic' })
    expect(replica.frontier()).toEqual([scribe.tip])
    expect(replica.receive(scribe.reincarnate().wire).kind).toBe('accepted')
  })

  it('may still have an entry of its former life certified', () => {
    const scribe = new Scribe(1)
    const past = scribe.writeMany(2)
    const reborn = scribe.reincarnate()
    const replica = replicaOf()
    give(replica, [...past, reborn])
    expect(replica.certify([tipOf(past[1])], everybody)).toEqual({ entries: past, voided: [] })
    expect(replica.frontier()).toEqual([tipOf(reborn)])
  })

  it('twice from one life has forked', () => {
    const scribe = new Scribe(1)
    const twin = scribe.copy()
    scribe.incarnation = 0
    const one = scribe.reincarnate()
    twin.incarnation = 1
    const other = twin.say({ kind: 'reincarnate' }, { time: 5 })
    const replica = replicaOf()
    give(replica, [one])
    expect(replica.receive(other.wire)).toMatchObject({ kind: 'forked' })
    expect(replica.vector()).toEqual([])
  })
})

describe('a roster that changes', () => {
  const signer = plainSigner(77)
  const rekeyed: Roster = {
    height: 5,
    author: (account) => (account === 1 ? { key: signer.key, incarnation: 0, since: 5 } : everybody.author(account)),
  }

  it('voids the open entries under an earlier key, and the author goes on from the certified one', () => {
    const scribe = new Scribe(1)
    const entries = scribe.writeMany(3)
    const replica = replicaOf()
    give(replica, entries)
    const certified = tipOf(entries[0])
    expect(replica.certify([certified], rekeyed)).toEqual({ entries: [entries[0]], voided: entries.slice(1) })
    expect(replica.size).toBe(0)
    expect(replica.receive(entries[1].wire)).toEqual({ kind: 'ignored', why: 'other-key' })
    scribe.seq = 1
    scribe.prev = entries[0].id
    scribe.signer = signer
    expect(replica.receive(scribe.write(0, { height: 5 }).wire).kind).toBe('accepted')
  })

  it('does not blame a sender that knows a later key', () => {
    const scribe = new Scribe(1)
    const replica = new Replica({ network: NETWORK, roster: { ...everybody, height: 4 }, scheme: plainScheme })
    scribe.signer = signer
    expect(replica.receive(scribe.copy().write(0, { height: 5 }).wire)).toEqual({ kind: 'ignored', why: 'other-key' })
    expect(replica.receive(scribe.copy().write(0, { height: 4 }).wire)).toEqual({
      kind: 'refused',
      why: 'bad-signature',
    })
  })

  it('lets nothing in that was parked under an earlier key, or some peers would hold it and others never could', () => {
    const scribe = new Scribe(1)
    const first = scribe.write()
    scribe.signer = signer
    const second = scribe.write(0, { height: 5 })
    scribe.signer = plainSigner(1)
    const third = scribe.write(0, { height: 5 })
    const replica = replicaOf()
    give(replica, [first, third])
    expect(replica.parked).toBe(1)
    replica.certify([tipOf(first)], rekeyed)
    expect(replica.receive(second.wire)).toMatchObject({ kind: 'accepted', entries: [second] })
    expect(replica.receive(third.wire)).toEqual({ kind: 'refused', why: 'bad-signature' })
  })

  it('voids everything open of an account that is suspended, and takes in no more of it', () => {
    const scribe = new Scribe(1)
    const entries = scribe.writeMany(2)
    const late = scribe.writeMany(2)[1]
    const replica = replicaOf()
    give(replica, [...entries, late])
    const without = rosterOf(10, { 1: undefined })
    expect(replica.certify([tipOf(entries[0])], without).voided).toEqual([entries[1]])
    expect(replica.parked).toBe(0)
    expect(replica.certified()).toEqual([tipOf(entries[0])])
    expect(replica.receive(entries[1].wire)).toEqual({ kind: 'ignored', why: 'unknown-author' })
    expect(replica.lacking(scribe.tip)).toBeUndefined()
  })

  it('takes in whoever joins', () => {
    const scribe = new Scribe(4)
    const entry = scribe.write()
    const replica = replicaOf(4)
    expect(replica.receive(entry.wire).kind).toBe('ignored')
    replica.certify([], everybody)
    expect(replica.receive(entry.wire).kind).toBe('accepted')
  })
})
