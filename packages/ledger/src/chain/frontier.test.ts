import { describe, expect, it } from 'vitest'
import { Scribe } from '../../test/replica/scribe.js'
import { encodeCanonical } from '../cbor/canonical-cbor.js'
import {
  compareProgress,
  decodeFrontier,
  encodeFrontier,
  type Frontier,
  frontierRoot,
  readTips,
  sameTip,
  type Tip,
} from './frontier.js'
import { decodeVector, encodeVector, LONGEST_RUN, type Vector, vectorRoot, vectorSize } from './vector.js'

const id = (byte: number) => new Uint8Array(32).fill(byte)
const tip = (account: number, incarnation: number, seq: number, byte = 1): Tip => ({
  account,
  incarnation,
  seq,
  id: id(byte),
})

describe('a frontier', () => {
  const frontier: Frontier = [tip(0, 0, 5), tip(3, 1, 1), tip(9, 0, 2)]

  it('is read as it was written', () => {
    expect(decodeFrontier(encodeFrontier(frontier))).toEqual(frontier)
    expect(decodeFrontier(encodeFrontier([]))).toEqual([])
  })

  it('names each account once, ascending, with an entry', () => {
    const refused = [[tip(3, 0, 1), tip(0, 0, 1)], [tip(3, 0, 1), tip(3, 1, 1)], [tip(3, 0, 0)]]
    for (const tips of refused) expect(decodeFrontier(encodeFrontier(tips))).toBeUndefined()
    expect(decodeFrontier(encodeCanonical([[0, 0, 1]]))).toBeUndefined()
    expect(decodeFrontier(encodeCanonical([[0, 0, 1, new Uint8Array(31)]]))).toBeUndefined()
    expect(decodeFrontier(new Uint8Array(0))).toBeUndefined()
  })

  it('of a hundred accounts has at most 5 kB', () => {
    const tips = Array.from({ length: 100 }, (_, account) => tip(account, 0, 1_000_000))
    expect(encodeFrontier(tips).length).toBeLessThan(5000)
  })

  it('has another root for every other tip', () => {
    const others = [
      [],
      frontier.slice(1),
      [...frontier.slice(0, 2), tip(9, 0, 3)],
      [...frontier.slice(0, 2), tip(9, 0, 2, 7)],
    ]
    const roots = [frontier, ...others].map((tips) => String(frontierRoot(tips)))
    expect(new Set(roots).size).toBe(5)
  })

  it('reads bare names in any order, but each with an entry', () => {
    const names = [tip(9, 0, 2), tip(3, 1, 1), tip(3, 1, 2)]
    expect(readTips(names.map((name) => [name.account, name.incarnation, name.seq, name.id]))).toEqual(names)
    expect(readTips([[0, 0, 0, id(1)]])).toBeUndefined()
    expect(readTips(undefined)).toBeUndefined()
  })

  it('knows what is later in the life of an account', () => {
    expect(compareProgress(tip(1, 1, 1), tip(1, 0, 99))).toBeGreaterThan(0)
    expect(compareProgress(tip(1, 1, 1), tip(1, 1, 2))).toBeLessThan(0)
    expect(sameTip(tip(1, 1, 1), tip(1, 1, 1))).toBe(true)
    expect(sameTip(tip(1, 1, 1), tip(2, 1, 1))).toBe(false)
    expect(sameTip(tip(1, 1, 1), tip(1, 1, 1, 2))).toBe(false)
  })
})

describe('a vector', () => {
  const ids = new Scribe(0).writeMany(3).map((entry) => entry.id)
  const vector: Vector = [
    { account: 0, incarnation: 0, from: 4, ids },
    { account: 2, incarnation: 1, from: 1, ids: ids.slice(0, 1) },
  ]

  it('is read as it was written, and its root commits to all of it', () => {
    expect(decodeVector(encodeVector(vector))).toEqual(vector)
    expect(vectorSize(vector)).toBe(4)
    const roots = [vector, vector.slice(1), [vector[0], { ...vector[1], from: 2 }], []].map((runs) => vectorRoot(runs))
    expect(new Set(roots.map(String)).size).toBe(4)
  })

  it('has one run an account, ascending, with 1 to 256 ids', () => {
    const long = Array.from({ length: LONGEST_RUN + 1 }, () => ids[0])
    const refused: Vector[] = [
      [vector[1], vector[0]],
      [vector[0], vector[0]],
      [{ ...vector[0], ids: [] }],
      [{ ...vector[0], from: 0 }],
      [{ ...vector[0], ids: long }],
      [{ ...vector[0], ids: [new Uint8Array(31)] }],
    ]
    for (const runs of refused) expect(decodeVector(encodeVector(runs))).toBeUndefined()
    expect(decodeVector(encodeVector([{ ...vector[0], ids: long.slice(1) }]))).toHaveLength(1)
  })
})
