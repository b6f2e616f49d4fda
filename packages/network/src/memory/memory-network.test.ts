import { Chance, VirtualClock } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import type { Transport } from '../transport.js'
import { type LinkConditions, steady } from './link-conditions.js'
import { MemoryNetwork, type MemoryOptions } from './memory-network.js'

const byte = (n: number): Uint8Array => Uint8Array.of(n & 0xff, n >> 8)
const number = (bytes: Uint8Array): number => bytes[0] + 256 * bytes[1]

/** Homes h1, h2, ... on links of 10 ms; whatever each of them hears is a line of the diary, with its time. */
function community(homes: number, conditions: Partial<LinkConditions> = {}, options: Partial<MemoryOptions> = {}) {
  const clock = new VirtualClock()
  const network = new MemoryNetwork(clock, new Chance('community'), {
    topics: ['entry'],
    conditions: { delay: steady(10), ...conditions },
    timings: { crashNoticed: steady(100), cutNoticed: steady(8_000), dial: steady(5), redial: steady(2_000) },
    ...options,
  })
  const diary: string[] = []
  const peers: Record<string, Transport> = {}
  const join = (name: string) => {
    const peer = network.join(name)
    peers[name] = peer
    const write = (what: string) => diary.push(`${clock.now()} ${name} ${what}`)
    peer.onPeer((event) => write(`${event.kind} ${event.peer}`))
    peer.onFrame((from, frame) => {
      write(`frame ${number(frame)} of ${from}`)
    })
    peer.subscribe('entry', (data, from) => {
      write(`entry ${number(data)} of ${from}`)
      return 'accept'
    })
  }
  for (let i = 1; i <= homes; i++) join(`h${i}`)
  const wait = (ms: number): string[] => {
    clock.advanceTo(clock.now() + ms)
    return diary.splice(0)
  }
  wait(1_000)
  return { clock, network, peers, join, wait }
}

describe('a partition', () => {
  it('swallows what is published and is noticed by both sides; healing connects them again', () => {
    const { network, peers, wait } = community(3)
    network.partition(['h1'])
    peers.h1.publish('entry', byte(1))
    peers.h2.publish('entry', byte(2))
    expect(wait(7_000)).toEqual(['1010 h3 entry 2 of h2'])
    expect(wait(2_000)).toEqual([
      '9000 h1 disconnected h2',
      '9000 h2 disconnected h1',
      '9000 h1 disconnected h3',
      '9000 h3 disconnected h1',
    ])
    expect(peers.h1.peers()).toEqual([])
    expect(wait(60_000)).toEqual([])
    network.heal()
    expect(wait(3_000)).toEqual([
      '72000 h1 connected h2',
      '72000 h2 connected h1',
      '72000 h1 connected h3',
      '72000 h3 connected h1',
    ])
  })

  it('that is short is not noticed: frames come late, published messages never', () => {
    const { network, peers, wait } = community(2)
    const end = network.partition(['h1'], ['h2'])
    peers.h1.publish('entry', byte(1))
    peers.h1.send('h2', byte(2))
    peers.h1.send('h2', byte(3))
    expect(wait(5_000)).toEqual([])
    end()
    expect(wait(20_000)).toEqual(['6000 h2 frame 2 of h1', '6000 h2 frame 3 of h1'])
    expect(peers.h1.counters().channels.entry.lost).toBe(1)
  })

  it('that outlasts the connection loses its frames', () => {
    const { network, peers, wait } = community(2)
    network.partition(['h1'], ['h2'])
    peers.h1.send('h2', byte(2))
    wait(10_000)
    expect(peers.h1.send('h2', byte(3))).toEqual({ ok: false, reason: 'not-connected' })
    network.heal()
    expect(wait(20_000)).toEqual(['13000 h1 connected h2', '13000 h2 connected h1'])
    expect(peers.h1.counters().channels.frames.lost).toBe(1)
  })

  it('adds to others, and each ends by itself', () => {
    const { network, peers, wait } = community(3)
    const first = network.partition(['h1'], ['h2'])
    network.partition(['h2'], ['h1', 'h3'])
    first()
    peers.h3.publish('entry', byte(1))
    expect(wait(100)).toEqual(['1010 h1 entry 1 of h3'])
  })

  it('may flap, and is over when it is ended', () => {
    const { network, peers, wait } = community(2)
    const end = network.flap([['h1'], ['h2']], steady(300), steady(700))
    const heard: number[] = []
    for (let i = 0; i < 100; i++) {
      peers.h1.publish('entry', byte(i))
      heard.push(...wait(50).map((line) => Number(line.split(' ')[3])))
    }
    // of each second the first 300 ms are lost, but for what has 10 ms to go when it begins
    expect(heard.length).toBe(70)
    expect(heard.slice(0, 3)).toEqual([6, 7, 8])
    end()
    peers.h1.publish('entry', byte(1_000))
    expect(wait(20_000)).toHaveLength(1)
  })
})

describe('a cut in one direction', () => {
  it('lets the other direction through until both ends take the line for dead', () => {
    const { network, peers, wait } = community(2)
    network.cut('h1', 'h2')
    peers.h1.send('h2', byte(1))
    peers.h2.send('h1', byte(2))
    expect(wait(7_000)).toEqual(['1010 h1 frame 2 of h2'])
    expect(wait(5_000)).toEqual(['9000 h1 disconnected h2', '9000 h2 disconnected h1'])
  })

  it('may be noticed by one end before the other, and then nothing gets through', () => {
    const patience = [2_000, 9_000]
    const { network, peers, wait } = community(2, {}, { timings: { cutNoticed: () => patience.shift() ?? 0 } })
    network.cut('h1', 'h2')
    const [first, ...others] = wait(3_000)
    expect(others).toEqual([])
    expect(first).toMatch(/^3000 (h1|h2) disconnected/)
    const [still, gone] = peers.h1.peers().length === 1 ? [peers.h1, peers.h2] : [peers.h2, peers.h1]
    expect(still.send(gone.self, byte(1)).ok).toBe(true)
    const rest = wait(8_000)
    expect(rest).toEqual([`10000 ${still.self} disconnected ${gone.self}`])
  })
})

describe('a crash', () => {
  it('loses everything on its way to and from the peer, and is noticed soon', () => {
    const { network, peers, wait } = community(3)
    peers.h1.publish('entry', byte(1))
    peers.h1.send('h2', byte(2))
    peers.h2.send('h1', byte(3))
    network.crash('h1')
    expect(wait(50)).toEqual([])
    expect(peers.h2.peers()).toEqual(['h1', 'h3'])
    expect(peers.h2.send('h1', byte(4)).ok).toBe(true)
    expect(wait(50).sort()).toEqual(['1100 h2 disconnected h1', '1100 h3 disconnected h1'])
    expect(peers.h1.publish('entry', byte(5))).toEqual({ ok: false, reason: 'closed' })
  })

  it('can be followed by a new process with an empty memory', () => {
    const { network, peers, join, wait } = community(2)
    peers.h2.publish('entry', byte(1))
    wait(100)
    network.crash('h1')
    join('h1')
    expect(wait(100)).toEqual(['1100 h2 disconnected h1', '1105 h1 connected h2', '1105 h2 connected h1'])
    peers.h2.send('h1', byte(2))
    expect(wait(100)).toEqual(['1210 h1 frame 2 of h2'])
  })

  it('is needed before a second process has the name', () => {
    const { network } = community(2)
    expect(() => network.join('h1')).toThrow('h1 runs already')
    expect(() => network.crash('h9')).toThrow('h9 has not joined')
  })
})

describe('a bad line', () => {
  const published = (conditions: Partial<LinkConditions>): number[] => {
    const { peers, wait } = community(2, conditions)
    for (let i = 0; i < 2_000; i++) peers.h1.publish('entry', byte(i))
    return wait(60_000).map((line) => Number(line.split(' ')[3]))
  }

  it('loses published messages', () => {
    const heard = published({ loss: 0.1 })
    expect(heard.length).toBeGreaterThan(1_700)
    expect(heard.length).toBeLessThan(1_900)
    expect(heard).toEqual([...heard].sort((a, b) => a - b))
  })

  it('delays frames, which stay whole and in order', () => {
    const { peers, wait } = community(2, { loss: 0.2 })
    for (let i = 0; i < 500; i++) peers.h1.send('h2', byte(i))
    const lines = wait(60_000)
    expect(lines.map((line) => Number(line.split(' ')[3]))).toEqual(Array.from({ length: 500 }, (_, i) => i))
    expect(Number(lines[499].split(' ')[0])).toBeGreaterThanOrEqual(1_000 + 10 + 2 * 200)
  })

  it('duplicates published messages', () => {
    const heard = published({ duplication: 0.1 })
    expect(new Set(heard).size).toBe(2_000)
    expect(heard.length).toBeGreaterThan(2_100)
    expect(heard.length).toBeLessThan(2_300)
  })

  it('lets messages overtake each other', () => {
    const heard = published({ reordering: 0.1 })
    expect(heard).toHaveLength(2_000)
    expect(heard).not.toEqual([...heard].sort((a, b) => a - b))
  })

  it('can be in one direction, and from one moment on', () => {
    const { network, peers, wait } = community(3)
    network.shape({ delay: steady(500) }, 'h1', 'h2')
    peers.h1.publish('entry', byte(1))
    peers.h2.publish('entry', byte(2))
    expect(wait(1_000)).toEqual([
      '1010 h3 entry 1 of h1',
      '1010 h1 entry 2 of h2',
      '1010 h3 entry 2 of h2',
      '1500 h2 entry 1 of h1',
    ])
  })

  it('can be shaped for all, also for who joins later', () => {
    const { network, peers, join, wait } = community(2)
    network.shape({ delay: steady(300) })
    join('h3')
    wait(100)
    peers.h1.publish('entry', byte(1))
    expect(wait(1_000)).toEqual(['1400 h2 entry 1 of h1', '1400 h3 entry 1 of h1'])
  })
})

describe('a banned peer', () => {
  it('is forgiven after its time', () => {
    const { peers, wait } = community(2)
    peers.h1.penalise('h2', 150, 'nonsense')
    expect(wait(60_000)).toEqual(['1000 h1 disconnected h2', '1000 h2 disconnected h1'])
    expect(wait(1_000_000).filter((line) => line.includes('h1 connected h2'))).toHaveLength(1)
  })
})

describe('a handler that throws', () => {
  it('stops the run where nothing else was asked for', () => {
    const clock = new VirtualClock()
    const network = new MemoryNetwork(clock, new Chance(1), { topics: ['entry'] })
    const [a, b] = ['a', 'b'].map((name) => network.join(name))
    b.subscribe('entry', () => {
      throw new Error('a bug')
    })
    clock.advanceTo(1_000)
    a.publish('entry', byte(1))
    expect(() => clock.advanceTo(2_000)).toThrow('a bug')
  })
})

describe('a topic', () => {
  it('must be known, and has one handler', () => {
    const { peers } = community(1)
    expect(() => peers.h1.subscribe('gossip', () => 'accept')).toThrow('gossip is not a topic of this network')
    expect(() => peers.h1.subscribe('entry', () => 'accept')).toThrow('entry has one handler')
    expect(() => peers.h1.onFrame(() => {})).toThrow('frames have one handler')
  })
})
