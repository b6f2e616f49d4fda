import { createPrivateKey, createPublicKey } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { freshSeed, introduce, loopback, sleep, TOPICS, until } from '../../test/loopback.js'
import { peerNameOf } from '../peer/peer-name.js'
import type { Transport } from '../transport.js'

const [ENTRY] = TOPICS
const { start, close } = loopback()
afterEach(close)

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The public key as OpenSSL derives it. */
function publicKey(seed: Uint8Array): Uint8Array {
  const key = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const pair = createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' }))
  return pair.export({ format: 'der', type: 'spki' }).subarray(-32)
}

const connected = (a: Transport, b: Transport): boolean => a.peers().includes(b.self) && b.peers().includes(a.self)

function hearing(peer: Transport): string[] {
  const heard: string[] = []
  peer.subscribe(ENTRY, (data) => {
    const text = new TextDecoder().decode(data)
    heard.push(text)
    return text.startsWith('bad') ? 'reject' : 'accept'
  })
  return heard
}

describe('a peer on libp2p', () => {
  it('has the name of the key that signs its entries', async () => {
    const seed = freshSeed()
    const peer = await start({ seed })
    expect(peer.self).toBe(peerNameOf(publicKey(seed)))
    expect(peer.addresses()).toEqual([expect.stringMatching(/^\/ip4\/127\.0\.0\.1\/tcp\/\d+\/p2p\/12D3KooW/)])
  })

  it('talks over WebSocket as over TCP', async () => {
    const a = await start({ listen: ['/ip4/127.0.0.1/tcp/0/ws'] })
    const b = await start({ listen: [] })
    const heard = hearing(a)
    introduce(b, a)
    expect(await until(() => b.subscribers(ENTRY).length === 1)).toBe(true)
    b.publish(ENTRY, bytes('hello'))
    expect(await until(() => heard.length === 1)).toBe(true)
  })

  it('that only dials out need not be reachable, whatever its name', async () => {
    const home = await start()
    const vehicles = await Promise.all([1, 2, 3, 4].map(() => start({ listen: [] })))
    expect(vehicles.map((vehicle) => vehicle.addresses().length)).toEqual([0, 0, 0, 0])
    for (const vehicle of vehicles) introduce(vehicle, home)
    expect(await until(() => home.peers().length === 4)).toBe(true)
  })

  it('relays what it accepts to neighbours of its own, and what it rejects to nobody', async () => {
    const [a, b, c] = [await start(), await start(), await start()]
    a.admit([b.self])
    c.admit([b.self])
    introduce(a, b)
    introduce(c, b)
    const heard = [a, b, c].map(hearing)
    expect(await until(() => b.subscribers(ENTRY).length === 2)).toBe(true)
    await until(() => a.subscribers(ENTRY).length + c.subscribers(ENTRY).length === 2)
    // until c is in the mesh of b nothing is relayed to it: that is a heartbeat at most, and the work of anti-entropy
    let sent = 0
    expect(await until(() => heard[2].length > 0 || !a.publish(ENTRY, bytes(`good ${sent++}`)).ok)).toBe(true)
    a.publish(ENTRY, bytes('bad'))
    a.publish(ENTRY, bytes('last'))
    expect(await until(() => heard[2].includes('last'))).toBe(true)
    expect(heard[1]).toContain('bad')
    expect([...heard[0], ...heard[2]]).not.toContain('bad')
    expect(b.score(a.self)).toBeLessThan(-9)
    expect(c.score(b.self)).toBe(0)
  })

  it('does not stay connected to one of another community', async () => {
    const [a, b] = [await start(), await start({ network: 'elsewhere' })]
    introduce(a, b)
    const refused = () => a.counters().hungUp['hello-other-network'] ?? 0
    expect(await until(() => refused() > 0 && (b.counters().hungUp['hello-other-network'] ?? 0) > 0)).toBe(true)
    expect([a.counters().connected, b.counters().connected]).toEqual([0, 0])
    expect([a.score(b.self), b.score(a.self)]).toEqual([0, 0]) // a mistake, not an attack
  })

  it('has one session with a peer that dials it at the same moment, and frames go both ways', async () => {
    for (let i = 0; i < 3; i++) {
      const redial = { interval: { min: 100, max: 200 }, grace: 0 }
      const [a, b] = [await start({ redial }), await start({ redial })]
      const frames: string[] = []
      for (const peer of [a, b]) peer.onFrame((from) => void frames.push(from))
      introduce(a, b)
      introduce(b, a)
      const connections = () => [a, b].map((peer) => peer.counters().connected)
      await until(() => connected(a, b))
      for (let last = ''; last !== `${connections()}`; ) {
        last = `${connections()}`
        await sleep(300)
      }
      const before = connections()
      expect(a.send(b.self, bytes('x')).ok && b.send(a.self, bytes('y')).ok).toBe(true)
      expect(await until(() => frames.length === 2)).toBe(true)
      expect(frames.sort()).toEqual([a.self, b.self].sort())
      expect(connections()).toEqual(before)
      expect(Math.max(...before)).toBeLessThanOrEqual(2)
    }
  })

  it('finds a neighbour again that was restarted on its old address', async () => {
    const seed = freshSeed()
    const [a, b] = [await start(), await start({ seed })]
    const [address] = b.addresses()
    introduce(a, b)
    expect(await until(() => connected(a, b))).toBe(true)
    await b.close()
    expect(await until(() => a.peers().length === 0)).toBe(true)
    const again = await start({ seed, listen: [address.replace(/\/p2p\/.*/, '')] })
    expect(await until(() => connected(a, again))).toBe(true)
  })

  it('can be reached through a member that relays', async () => {
    const relay = await start({ relay: 'serve' })
    const behind = await start({ relay: 'use', listen: [`${relay.addresses()[0]}/p2p-circuit`] })
    const a = await start({ relay: 'use', listen: [] })
    expect(await until(() => behind.addresses().some((address) => address.includes('p2p-circuit')))).toBe(true)
    introduce(a, behind)
    expect(await until(() => connected(a, behind))).toBe(true)
    const heard = hearing(behind)
    expect(await until(() => a.subscribers(ENTRY).length === 1)).toBe(true)
    a.publish(ENTRY, bytes('through'))
    expect(await until(() => heard.length === 1)).toBe(true)
  })

  it('hands what its handlers throw to whoever asked for it, and goes on', async () => {
    const faults: unknown[] = []
    const [a, b] = [await start(), await start({ onFault: (error) => faults.push(String(error)) })]
    introduce(a, b)
    await until(() => connected(a, b))
    let frames = 0
    b.onFrame(() => {
      if (++frames === 1) throw new Error('first')
      return frames === 2 ? Promise.reject(new Error('second')) : undefined
    })
    for (let i = 0; i < 3; i++) a.send(b.self, bytes('x'))
    expect(await until(() => frames === 3)).toBe(true)
    expect(faults).toEqual(['Error: first', 'Error: second'])
  })
})

describe('a peer that cannot start', () => {
  it.each([
    ['bad-key', { seed: new Uint8Array(31) }],
    ['bad-address', { listen: ['127.0.0.1:4001'] }],
    ['cannot-listen', { listen: ['/ip4/192.0.2.1/tcp/0'] }],
  ])('says %s', async (code, settings) => {
    await expect(start(settings)).rejects.toMatchObject({ code, message: expect.stringMatching(/.{20}/) })
  })
})
