import { type CommunityState, genesisId, networkOf, readHorizon, restorePeer, stateRoot } from '@jazzgrid/consensus'
import {
  type Body,
  LARGEST_SEQ,
  type LedgerStore,
  MemoryStore,
  possessionMessage,
  type SyncMessage,
} from '@jazzgrid/ledger'
import { MINUTE } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { type Bend, bentTransport } from './bent-transport.js'
import { LightVillage, ROUND, scheme, signerOf } from './light-village.js'

/** Snapshots every six heights; a peer that is ten behind fetches one. */
const PACE = { snapshot: 6, jump: 10 }
/** Entries of the last two minutes are kept. */
const FORGETFUL = { ...PACE, retention: 2 * MINUTE }

const rootOf = (state: CommunityState): string => Buffer.from(stateRoot(state)).toString('hex')

/** Everybody stands at the same state. */
function expectAgreement(village: LightVillage): void {
  const roots = [...village.peers.values()].map(({ host }) => rootOf(host.peer.state))
  expect(new Set(roots).size).toBe(1)
}

async function entriesIn(store: LedgerStore): Promise<number> {
  let count = 0
  for (const { account, incarnation } of await store.lastPositions()) {
    for await (const _ of store.chain(account, incarnation, 0, LARGEST_SEQ)) count++
  }
  return count
}

const admission = (village: LightVillage, account: number): Body => {
  const { key, sign } = signerOf(account)
  const proof = sign(possessionMessage(networkOf(village.genesis), account, key))
  return { kind: 'member', change: { to: 'admit', account, key, proof, validator: true, feeder: 0 } }
}

describe('a peer that comes late', () => {
  it('is given an account, goes on from a snapshot, and is needed for a quorum', async () => {
    const village = new LightVillage(5, PACE)
    await village.startAll()
    await village.live(20, (round) => {
      if (round === 2) for (const { host } of village.peers.values()) host.write([admission(village, 5)])
    })
    await village.start(5)
    await village.live(2)
    expect(village.home(5).leaps).toEqual([18])
    expectAgreement(village)
    // five validators need four: without one of the founders the newcomer must decide
    village.stop(3)
    const before = village.peer(0).state.height
    await village.live(3)
    expect(village.peer(0).state.height).toBe(before + 3)
    expectAgreement(village)
    expect(village.home(5).host.write([village.order('buy', 20, 50)])).toBe(true)
    await village.live(2)
    expect(village.peer(0).state.tips.map(({ account }) => account)).toContain(5)
  })

  it('is restarted from the snapshot that it fetched, and from what came after it', async () => {
    const village = new LightVillage(5, PACE)
    await village.startAll()
    await village.live(14)
    await village.start(4)
    await village.live(3)
    const { state } = village.peer(4)
    expect(village.home(4).leaps).toEqual([12])
    const restored = await restorePeer(village.stop(4), village.genesis, scheme)
    expect(rootOf(restored.state)).toBe(rootOf(state))
    expect(restored.succession.at(state.height)?.members).toHaveLength(4)
    expect(restored.succession.since).toBe(0)
  })

  it('keeps what it signed and nobody has certified', async () => {
    const village = new LightVillage(5, PACE)
    await village.startAll()
    await village.start(4)
    await village.live(2)
    village.home(4).host.write([village.order('buy', 20, 50)])
    const store = village.stop(4)
    await village.live(14)
    await village.start(4, { store })
    await village.live(3)
    expect(village.home(4).leaps).toEqual([12])
    expectAgreement(village)
    expect(village.peer(0).state.tips.find(({ account }) => account === 4)).toMatchObject({ incarnation: 0, seq: 1 })
  })

  it('executes everything itself where it is told not to leap', async () => {
    const village = new LightVillage(5, PACE)
    await village.startAll()
    await village.live(14)
    await village.start(4, { pace: { jump: Number.POSITIVE_INFINITY } })
    await village.live(3)
    expect(village.home(4).leaps).toEqual([])
    expectAgreement(village)
  })

  it('has the old store or the new one, wherever its program is ended', async () => {
    const village = new LightVillage(5, PACE)
    await village.startAll()
    await village.live(14)
    const found = new Map<number, number>()
    for (let kill = 1; kill <= 60; kill++) {
      await village.start(4)
      await village.pass(village.clock.now() + kill)
      const { state } = await restorePeer(village.stop(4), village.genesis, scheme)
      found.set(state.height, kill)
    }
    expect([...found.keys()]).toEqual([0, 12, 14])
    await village.start(4)
    await village.live(2)
    expectAgreement(village)
  })

  it('goes on once a disk that was full takes the snapshot', async () => {
    const village = new LightVillage(5, PACE)
    await village.startAll()
    await village.live(14)
    const store = new MemoryStore()
    await village.start(4, { store })
    store.disk = 'full'
    await village.live(1)
    expect((await restorePeer(store.reopen(), village.genesis, scheme)).state.height).toBe(0)
    village.stop(4)
    const again = store.reopen()
    again.disk = 'sound'
    await village.start(4, { store: again })
    await village.live(2)
    expectAgreement(village)
  })

  it('is not deceived by three of four that serve something else, and holds it against them', async () => {
    const lied = new Set<string>()
    const lie = (name: string, message: SyncMessage) => {
      lied.add(name)
      return message
    }
    const bends: Bend[] = [
      (message) =>
        message.kind === 'snapshot' ? lie('h1', { ...message, bytes: message.bytes.map((byte) => byte ^ 1) }) : message,
      (message) =>
        message.kind === 'proof'
          ? lie('h2', { ...message, proofs: [{ height: 12, bytes: new Uint8Array(9) }] })
          : message,
      (message) => (message.kind === 'snapshot' ? { ...message, parts: 0, bytes: new Uint8Array() } : message),
    ]
    const village = new LightVillage(5, PACE)
    await village.start(0)
    for (const [i, bend] of bends.entries()) await village.start(i + 1, { bend: bentTransport(bend) })
    await village.live(14)
    await village.start(4)
    await village.live(9)
    expectAgreement(village)
    expect(village.home(4).leaps).toHaveLength(1)
    expect(lied.size).toBeGreaterThan(0)
    const { transport } = village.home(4)
    for (const name of ['h0', 'h1', 'h2', 'h3']) expect(transport.score(name) < 0).toBe(lied.has(name))
  })

  it('is told where to begin in a community whose founders may have sold their keys', async () => {
    const village = new LightVillage(5, { ...PACE, retention: 2 * MINUTE })
    village.trustingPeriod = 3 * MINUTE
    await village.startAll()
    await village.live(30)
    const checkpoint = village.peer(0).checkpoint
    expect(checkpoint).toMatchObject({ height: 29 })
    await village.start(4)
    await village.live(2)
    expect([village.home(4).leaps, village.peer(4).state.height]).toEqual([[], 0])
    expect(village.home(4).alarms.filter((what) => what === 'trust-expired')).toHaveLength(1)
    await village.start(4, { point: checkpoint, store: village.stop(4) })
    await village.live(2)
    expect(village.home(4).leaps).toEqual([30])
    expectAgreement(village)
    // and can tell others
    village.stop(0)
    expect(village.peer(4).checkpoint).toEqual(checkpoint)
    expect(genesisId(village.genesis)).toHaveLength(32)
  })
})

describe('a peer that forgets', () => {
  it('has the same roots as one that does not, and goes on like it', async () => {
    const village = new LightVillage(5, FORGETFUL)
    await village.start(0, { pace: { retention: Number.POSITIVE_INFINITY } })
    for (const account of [1, 2, 3]) await village.start(account)
    await village.live(60)
    const [full, thin] = [village.home(0).store, village.home(1).store]
    expect((await readHorizon(full)).height).toBe(0)
    expect((await readHorizon(thin)).height).toBeGreaterThan(30)
    expect(await entriesIn(full)).toBe(60)
    expect(await entriesIn(thin)).toBeLessThan(30)
    expectAgreement(village)
    await village.live(3)
    expectAgreement(village)
  })

  it('goes on after a restart', async () => {
    const village = new LightVillage(5, FORGETFUL)
    await village.startAll()
    await village.live(40)
    const { state } = village.peer(1)
    const store = village.stop(1)
    const whole = await restorePeer(store, village.genesis, scheme, { whole: true })
    expect(rootOf(whole.state)).toBe(rootOf(state))
    await village.start(1, { store })
    await village.live(4)
    expectAgreement(village)
    expect(village.peer(1).state.height).toBe(state.height + 4)
  })

  it('lets newcomers in, with everybody else who has forgotten the beginning', async () => {
    const village = new LightVillage(5, { ...FORGETFUL, jump: Number.POSITIVE_INFINITY })
    await village.startAll()
    await village.live(40)
    for (const { store } of village.peers.values()) expect((await readHorizon(store)).height).toBeGreaterThan(20)
    // nobody gives it the entries of the first heights, and nothing but that tells it to fetch a snapshot
    await village.start(4)
    await village.live(2)
    expect(village.home(4).leaps).toEqual([36])
    expectAgreement(village)
    // and the newcomer lets others in
    for (const account of [0, 1, 2]) village.stop(account)
    await village.start(0, { store: new MemoryStore() })
    await village.pass(village.clock.now() + 2 * ROUND)
    expect(village.home(0).leaps).toEqual([42])
    expectAgreement(village)
  })
})
