import { describe, expect, it } from 'vitest'
import { STANDING } from '../peer/peer-scores.js'
import { gossipOptions } from './options.js'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

describe('the options of gossipsub', () => {
  const { msgIdFn, fastMsgIdFn, scoreParams, scoreThresholds, ...mesh } = gossipOptions(['entry'], (peer) =>
    Number(peer),
  )

  it('give each message an id of its topic and its whole data', () => {
    const id = (topic: string, data: Uint8Array) => {
      const full = msgIdFn?.({ type: 'unsigned', topic, data }) as Uint8Array
      const fast = fastMsgIdFn?.({ topic, data })
      expect(fast).toBe(Buffer.from(full).toString('base64'))
      return fast
    }
    expect(id('entry', bytes(1, 2))).toBe(id('entry', bytes(1, 2)))
    const others = [id('entry', bytes(1, 2)), id('seal', bytes(1, 2)), id('entry', bytes(1, 3)), id('entry', bytes(1))]
    expect(new Set(others).size).toBe(4)
    // a topic cannot borrow from the data
    expect(id('entry', bytes(0, 1))).not.toBe(id('entry\0', bytes(1)))
  })

  it('forgive two mistakes, then expel from the mesh in the steps of a standing', () => {
    const inGossip = (score: number) => scoreParams?.appSpecificScore?.(String(score))
    expect([0, -10, -19].map(inGossip)).toEqual([0, 0, 0])
    expect([STANDING.gossip, -50, -100].map(inGossip)).toEqual([-20, -50, -100])
    expect(scoreThresholds).toMatchObject({ gossipThreshold: -20, publishThreshold: -50, graylistThreshold: -80 })
  })

  it('keep the rules of gossipsub for the degrees of a mesh', () => {
    const { D = 0, Dlo = 0, Dhi = 0, Dout = 0, mcacheGossip = 0, mcacheLength = 0 } = mesh
    expect(Dlo <= D && D <= Dhi && Dout < Dlo && Dout <= D / 2 && mcacheGossip <= mcacheLength).toBe(true)
  })
})
