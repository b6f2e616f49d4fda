import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainSigner } from '../../test/replica/plain-signature.js'
import { NETWORK, replicaOf, rosterOf, Scribe, tipOf } from '../../test/replica/scribe.js'
import { compareProgress, type Tip } from '../chain/frontier.js'
import type { Body } from '../entry/body.js'
import type { Entry } from '../entry/entry.js'
import { type Knowledge, OwnChain, type Written } from './own-chain.js'

const knowledge: Knowledge = { height: 0, certificate: new Uint8Array(8), time: 0 }
const said = (slot: number): Body => ({ kind: 'dispute', slot, text: '' })
const signer = plainSigner(1)
const author = { key: signer.key, incarnation: 0 }

const chainOf = (tip?: Tip, needed = 0, keep = () => true) =>
  new OwnChain({ account: 1, network: NETWORK, signer, tip, needed: () => needed, keep })

function entriesOf(written: Written): readonly Entry[] {
  if (written.refused !== undefined) throw new Error(written.refused)
  return written.entries
}

describe('the own chain', () => {
  it('is written on from its newest entry, and others take it in', () => {
    const own = chainOf()
    const replica = replicaOf()
    for (let slot = 0; slot < 3; slot++) {
      const entries = entriesOf(own.write([said(slot)], knowledge))
      expect(entries.map(({ wire }) => replica.receive(wire).kind)).toEqual(['accepted'])
      expect(own.tip).toEqual(replica.tip(1))
    }
    expect(own.tip).toMatchObject({ incarnation: 0, seq: 3 })
  })

  it('is held after a start until a quorum said what it knows', () => {
    const scribe = new Scribe(1)
    scribe.writeMany(2)
    const own = chainOf(scribe.tip, 2)
    expect(own.state).toEqual({ kind: 'holding', heard: 0, needed: 2 })
    expect(own.write([said(1)], knowledge)).toEqual({ entries: [], refused: 'holding' })
    own.confirm(4, scribe.tip)
    own.confirm(4, scribe.tip)
    expect(own.state).toEqual({ kind: 'holding', heard: 1, needed: 2 })
    own.confirm(5, undefined)
    expect(own.state).toEqual({ kind: 'ready' })
    own.hold()
    expect(own.state.kind).toBe('holding')
  })

  it('begins a new incarnation where others know more of it than its disk', () => {
    const scribe = new Scribe(1)
    const [first, second] = scribe.writeMany(2)
    const own = chainOf(tipOf(first), 1)
    own.confirm(4, tipOf(second))
    expect(own.state).toEqual({ kind: 'holding', heard: 0, needed: 1 })
    own.show(second)
    expect(own.state).toEqual({ kind: 'behind' })
    const entries = entriesOf(own.write([said(1)], knowledge))
    expect(entries.map(({ incarnation, seq, body }) => [incarnation, seq, body.kind])).toEqual([
      [1, 1, 'reincarnate'],
      [1, 2, 'dispute'],
    ])
    const replica = replicaOf()
    for (const { wire } of [first, second, ...entries]) expect(replica.receive(wire).kind).toBe('accepted')
    expect(replica.tip(1)).toEqual(own.tip)
    expect(own.state).toEqual({ kind: 'ready' })
  })

  it('begins the incarnation after the newest that anybody knows', () => {
    const scribe = new Scribe(1)
    const [first] = scribe.writeMany(1)
    const reborn = scribe.reincarnate()
    const own = chainOf(undefined, 2)
    own.confirm(3, scribe.tip)
    own.confirm(4, tipOf(first))
    own.show(reborn)
    expect(entriesOf(own.write([said(1)], knowledge))[0]).toMatchObject({ incarnation: 2, seq: 1 })
  })

  it('is not held or driven on by who only says that it has seen more', () => {
    const scribe = new Scribe(1)
    const own = chainOf(tipOf(scribe.write()), 2)
    own.confirm(3, { account: 1, incarnation: 65_535, seq: 9, id: new Uint8Array(32) })
    own.confirm(4, scribe.tip)
    expect(own.state).toEqual({ kind: 'holding', heard: 1, needed: 2 })
    own.confirm(5, scribe.tip)
    expect(own.state).toEqual({ kind: 'ready' })
    own.confirm(5, { ...scribe.tip, seq: 7 })
    expect(own.state).toEqual({ kind: 'ready' })
    expect(entriesOf(own.write([said(1)], knowledge))).toMatchObject([{ incarnation: 0, seq: 2 }])
  })

  it('does not mind others who know less', () => {
    const scribe = new Scribe(1)
    const [first, second] = scribe.writeMany(2)
    const own = chainOf(tipOf(second), 1)
    own.confirm(4, tipOf(first))
    expect(own.state).toEqual({ kind: 'ready' })
  })

  it('is not written on where somebody else uses the key', () => {
    const scribe = new Scribe(1)
    const twin = scribe.copy()
    const own = chainOf(tipOf(scribe.write(1)))
    const other = twin.write(2)
    own.show(other)
    expect(own.state).toEqual({ kind: 'forked', at: { account: 1, incarnation: 0, seq: 1 } })
    expect(own.write([said(1)], knowledge)).toEqual({ entries: [], refused: 'forked' })
  })

  it('learns from a certificate what its disk has forgotten', () => {
    const scribe = new Scribe(1)
    const [first, second] = scribe.writeMany(2)
    const own = chainOf(tipOf(first))
    own.follow(author, tipOf(second))
    expect(own.state).toEqual({ kind: 'behind' })
  })

  it('is not written on by who is no member', () => {
    const own = chainOf()
    own.follow(undefined, undefined)
    expect(own.write([said(1)], knowledge)).toEqual({ entries: [], refused: 'barred' })
    own.follow(author, undefined)
    expect(own.state).toEqual({ kind: 'ready' })
    own.follow({ key: plainSigner(8).key, incarnation: 0 }, undefined)
    expect(own.state).toEqual({ kind: 'barred' })
  })

  it('takes several bodies at once, up to the first that its own replica does not keep', () => {
    let room = 2
    const own = chainOf(undefined, 0, () => room-- > 0)
    const { entries, refused } = own.write([said(1), said(2), said(3)], knowledge)
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2])
    expect(refused).toBe('not-kept')
    expect(own.tip).toEqual(tipOf(entries[1]))
    room = 1
    expect(entriesOf(own.write([said(3)], knowledge))).toMatchObject([{ seq: 3, prev: entries[1].id }])
  })

  it('has not begun anew where its own replica does not keep the beginning', () => {
    const scribe = new Scribe(1)
    const own = chainOf(undefined, 0, () => false)
    own.show(scribe.write())
    expect(own.write([said(1)], knowledge)).toEqual({ entries: [], refused: 'not-kept' })
    expect(own.state).toEqual({ kind: 'behind' })
  })

  it('is not written on once two of its entries are known at one position, be they old', () => {
    const own = chainOf()
    own.write([said(1), said(2)], knowledge)
    own.contradict({ account: 1, incarnation: 0, seq: 1 })
    expect(own.state).toEqual({ kind: 'forked', at: { account: 1, incarnation: 0, seq: 1 } })
    expect(own.mayWrite).toBe(false)
  })

  it('ends with its last number', () => {
    const last = { account: 1, incarnation: 2 ** 16 - 1, seq: 2 ** 32 - 1, id: new Uint8Array(32).fill(1) }
    expect(chainOf(last).write([said(1)], knowledge)).toEqual({ entries: [], refused: 'worn-out' })
    const own = chainOf()
    own.show({ ...last, seq: 1 }) // nothing goes on after the last life
    expect(own.write([said(1)], knowledge)).toEqual({ entries: [], refused: 'worn-out' })
  })
})

describe('a rotation of keys', () => {
  const successor = plainSigner(99)
  const rotation: Body = { kind: 'rotate-key', key: successor.key, proof: new Uint8Array(64) }

  it('holds the chain until a certificate has it, and goes on under the next key', () => {
    const own = chainOf()
    const replica = replicaOf()
    const [entry] = entriesOf(own.write([rotation], knowledge, successor))
    replica.receive(entry.wire)
    expect(own.write([said(1)], knowledge)).toEqual({ entries: [], refused: 'rotating' })
    const roster = {
      ...rosterOf(10),
      height: 5,
      author: () => ({ key: successor.key, incarnation: 0, since: 5 }),
    }
    expect(replica.certify([tipOf(entry)], roster).voided).toEqual([])
    own.follow(roster.author(), tipOf(entry))
    const [next] = entriesOf(own.write([said(2)], { ...knowledge, height: 5 }))
    expect(replica.receive(next.wire).kind).toBe('accepted')
  })

  it('that comes to nothing leaves the key as it was', () => {
    const own = chainOf()
    own.write([rotation], knowledge, successor)
    own.follow(author, undefined)
    expect(own.state).toEqual({ kind: 'rotating' })
    own.follow(author, own.tip) // certified, and dropped
    expect(own.state).toEqual({ kind: 'ready' })
    expect(own.signer.key).toEqual(signer.key)
  })

  it('needs the holder of the next key', () => {
    expect(() => chainOf().write([rotation], knowledge)).toThrow(RangeError)
    expect(() => chainOf().write([rotation], knowledge, plainSigner(98))).toThrow(RangeError)
    expect(() => chainOf().write([said(1)], knowledge, successor)).toThrow(RangeError)
    expect(() => chainOf().write([rotation, said(1)], knowledge, successor)).toThrow(RangeError)
  })
})

const newest = (entries: readonly Entry[]): Tip | undefined => {
  const [last] = [...entries].sort((a, b) => compareProgress(b, a))
  return last && tipOf(last)
}

describe('an author whose disk is put back to what it was, again and again', () => {
  it('never signs two entries for one position, as long as it asks those who saw its entries', () => {
    const step = fc.oneof(
      fc.record({ does: fc.constant('write' as const), shown: fc.boolean() }),
      fc.record({ does: fc.constant('restart' as const), lost: fc.nat(5) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let disk: Entry[] = []
        const seen: Entry[] = []
        /** Stored, but the machine went down before anybody saw them. */
        let unseen: Entry[] = []
        let own = chainOf()
        for (const [slot, move] of steps.entries()) {
          if (move.does === 'restart') {
            disk = disk.slice(0, Math.max(0, disk.length - move.lost))
            own = chainOf(newest(disk), 1)
            own.confirm(4, newest(seen))
            for (const entry of seen) own.show(entry)
            unseen = unseen.filter((entry) => disk.includes(entry))
          } else {
            const entries = entriesOf(own.write([said(slot)], knowledge))
            disk.push(...entries)
            unseen.push(...entries)
            if (move.shown) seen.push(...unseen.splice(0))
          }
        }
        const ids = new Map<string, string>()
        for (const { incarnation, seq, id } of seen) {
          const position = `${incarnation}/${seq}`
          expect(ids.get(position) ?? String(id)).toBe(String(id))
          ids.set(position, String(id))
        }
      }),
      { numRuns: 200, seed: 41 },
    )
  })
})
