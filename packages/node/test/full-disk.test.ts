import {
  type Body,
  encodeSync,
  framesOf,
  MemoryStore,
  NO_ENTRY,
  readSync,
  SYNC_VERSION,
  signEntry,
} from '@jazzgrid/ledger'
import { opensslSigner } from '@jazzgrid/ledger/openssl'
import type { Transport } from '@jazzgrid/network'
import { MINUTE } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { ENTRIES, NETWORK, NOON, OFFER, TwoHomes } from './two-homes.js'

const BEGIN = NOON - MINUTE

/** The second home's entries. */
function chain(count: number): Uint8Array[] {
  const signer = opensslSigner(new Uint8Array(32).fill(2))
  const body: Body = { kind: 'dispute', slot: 1, text: '' }
  let prev = NO_ENTRY
  return Array.from({ length: count }, (_, i) => {
    const known = { network: NETWORK, height: 0, certificate: NETWORK, time: NOON }
    const entry = signEntry({ account: 1, incarnation: 0, seq: i + 1, prev, ...known, body }, signer)
    prev = entry.id
    return entry.wire
  })
}

const packet = (...wires: Uint8Array[]) => encodeSync({ kind: 'entries', request: 0, more: false, wires })

/** A home whose disk is full, and a neighbour that has told it more than can wait. */
async function flooded() {
  const homes = new TwoHomes()
  const store = new MemoryStore()
  const host = await homes.start(0, store)
  const other = homes.stranger(1)
  const told: (string | undefined)[] = []
  other.onFrame((_, frame) => {
    const message = readSync(frame)
    told.push(typeof message === 'string' ? undefined : message.kind)
  })
  await homes.pass(BEGIN + 5_000)
  store.disk = 'full'
  const wires = chain(6_000)
  for (const wire of wires) other.publish(ENTRIES, packet(wire))
  await homes.pass(BEGIN + 10_000)
  return { homes, store, host, other, told, wires }
}

const hello = (to: Transport) => {
  const root = new Uint8Array(32).fill(255)
  const standing = { version: SYNC_VERSION, network: NETWORK, height: 0, certificate: new Uint8Array(8) }
  for (const frame of framesOf({ kind: 'hello', ...standing, root })) to.send('h0', frame)
}

describe('a peer whose disk is full', () => {
  it('hears no more than can wait, and counts what it dropped', async () => {
    const { host, homes, store, other, wires } = await flooded()
    expect(host.dropped).toBe(6_000 - 4_097)
    expect(host.waiting).toBeLessThan(4_200)
    expect(host.peer.replica.size).toBe(4_097)
    expect(host.write([OFFER])).toBe(false)
    store.disk = 'sound'
    await homes.pass(BEGIN + 15_000)
    expect(host.waiting).toBeLessThanOrEqual(4_096)
    other.publish(ENTRIES, packet(wires[4_097], wires[4_098]))
    await homes.pass(BEGIN + 16_000)
    expect(host.peer.replica.size).toBe(4_099)
    host.kill()
  })

  it('lets frames wait with who sends them, and answers when the disk takes things again', async () => {
    const { host, homes, store, other, told } = await flooded()
    const before = told.length
    hello(other)
    await homes.pass(BEGIN + 12_000)
    expect(told.length).toBe(before)
    store.disk = 'sound'
    await homes.pass(BEGIN + 15_000)
    expect(told.slice(before)).toContain('frontier')
    host.kill()
  })
})
