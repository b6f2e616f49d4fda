import { Chance, VirtualClock } from '@jazzgrid/units'
import type { Libp2p } from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import { afterEach, describe, expect, it } from 'vitest'
import { loopback, until } from '../../test/loopback.js'
import { rawPeer, writeTo } from '../../test/raw-peer.js'
import { encodeFrame } from '../frame/frame-codec.js'
import { encodeHello } from '../frame/hello.js'
import { MALFORMED } from '../peer/peer-scores.js'
import { provideGlobals } from './node/node-globals.js'
import { GOSSIP_MISSING, HELLO_TIMEOUT } from './options.js'

provideGlobals()

const { start, close } = loopback()
const raws: Libp2p[] = []
afterEach(async () => {
  await close()
  await Promise.all(raws.splice(0).map((raw) => raw.stop()))
})

async function stranger(): Promise<Libp2p> {
  const raw = await rawPeer()
  raws.push(raw)
  return raw
}

const HELLO = encodeFrame(encodeHello('test'))
const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))

describe('a peer that does not behave', () => {
  it.each([
    ['announces four gigabytes', join(HELLO, Uint8Array.of(255, 255, 255, 255)), 'frame-too-large', MALFORMED],
    ['sends an empty frame', join(HELLO, Uint8Array.of(0, 0, 0, 0)), 'frame-empty', MALFORMED],
    ['says no hello', encodeFrame(Uint8Array.of(9, 9, 9)), 'hello-version', 0],
    ['announces much before its hello', Uint8Array.of(127, 0, 0, 0), 'frame-too-large', MALFORMED],
  ])('is hung up when it %s', async (_what, bytes, reason, points) => {
    const [home, raw] = [await start(), await stranger()]
    const frames: Uint8Array[] = []
    home.onFrame((_, frame) => void frames.push(frame))
    await writeTo(home, raw, bytes)
    const name = raw.peerId.toString()
    expect(await until(() => (home.counters().hungUp[reason] ?? 0) > 0)).toBe(true)
    expect(await until(() => home.peers().length === 0 && raw.getConnections().length === 0)).toBe(true)
    expect(home.score(name)).toBeCloseTo(-points, 0)
    expect(frames).toEqual([])
  })

  it('costs nobody else anything when it sends noise', async () => {
    const [home, neighbour] = [await start(), await start()]
    neighbour.reach(home.self, home.addresses())
    await until(() => home.peers().length === 1)
    const chance = new Chance('noise')
    for (let i = 0; i < 5; i++) {
      const noise = Uint8Array.from({ length: 3_000 }, () => chance.integer(256))
      await writeTo(home, await stranger(), join(i % 2 === 0 ? HELLO : Uint8Array.of(), noise))
    }
    expect(await until(() => home.counters().penalties['frame-too-large'] === 5)).toBe(true)
    expect(home.peers()).toEqual([neighbour.self])
    expect(home.send(neighbour.self, Uint8Array.of(1)).ok).toBe(true)
  })

  it('is hung up when it has said no hello in time', async () => {
    const clock = new VirtualClock(1_000)
    const [home, raw] = [await start({ clock }), await stranger()]
    // who is identified by home is connected from its side too
    const identified = new Promise((resolve) => raw.addEventListener('peer:identify', resolve, { once: true }))
    await raw.dial(multiaddr(home.addresses()[0]))
    await identified
    clock.advanceTo(clock.now() + HELLO_TIMEOUT - 1)
    expect(raw.getConnections()).toHaveLength(1)
    clock.advanceTo(clock.now() + 1)
    expect(await until(() => raw.getConnections().length === 0)).toBe(true)
    expect(home.counters().hungUp['no-hello']).toBe(1)
  })

  it('is connected anew when it has lost its gossip', async () => {
    const clock = new VirtualClock(1_000)
    const [home, raw] = [await start({ clock }), await stranger()]
    await writeTo(home, raw, HELLO)
    expect(await until(() => home.peers().length === 1)).toBe(true)
    clock.advanceTo(clock.now() + GOSSIP_MISSING - 1_000)
    expect(home.peers()).toHaveLength(1)
    clock.advanceTo(clock.now() + 3_000)
    expect(home.peers()).toHaveLength(0)
    expect(home.counters().hungUp['gossip-missing']).toBe(1)
  })
})
