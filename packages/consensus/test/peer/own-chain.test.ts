import {
  type Entry,
  framesOf,
  LARGEST_ACCOUNT,
  MemoryStore,
  possessionMessage,
  readSync,
  SYNC_VERSION,
} from '@jazzgrid/ledger'
import { MINUTE } from '@jazzgrid/units'
import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { keyOf } from '../community/keyring.js'
import { genesisOf, MIDNIGHT, orderBody, Writer } from '../community/village.js'
import { Hamlet } from './hamlet.js'

const ORDER = orderBody('sell', 12, 500)

/** Four validators and two members that are none. */
const withGuests = () =>
  genesisOf(6, {
    members: genesisOf(6).members.map((member) => ({ ...member, validator: member.account < 4 })),
  })

const seqs = (entries: readonly Entry[]) => entries.map(({ incarnation, seq, body }) => [incarnation, seq, body.kind])

/** What a house has published of its own account. */
const written = ({ houses }: Hamlet, account: number): Entry[] => houses[account].peer.replica.open(account, 0, 1, 99)

describe('a peer that has just started', () => {
  it('writes once as many validators as make a quorum with it have said what they know of it, and not before', async () => {
    const hamlet = new Hamlet(withGuests())
    await hamlet.start(0, 1, 2, 4, 5)
    await hamlet.connect(0, 4, 5)
    expect(hamlet.houses[0].peer.own).toEqual({ kind: 'holding', heard: 0, needed: 2 })
    expect(await hamlet.write(0, [ORDER])).toBe(false)
    await hamlet.connect(0, 1)
    expect(hamlet.houses[0].peer.own).toEqual({ kind: 'holding', heard: 1, needed: 2 })
    await hamlet.connect(0, 2)
    expect(hamlet.houses[0].peer.own).toEqual({ kind: 'ready' })
    expect(await hamlet.write(0, [ORDER])).toBe(true)
  })

  it('that is no validator asks a whole quorum', async () => {
    const hamlet = new Hamlet(withGuests())
    await hamlet.start(0, 1, 2, 4)
    await hamlet.connect(0, 4)
    await hamlet.connect(1, 4)
    expect(hamlet.houses[4].peer.own).toEqual({ kind: 'holding', heard: 2, needed: 3 })
    await hamlet.connect(2, 4)
    expect(hamlet.houses[4].peer.mayWrite).toBe(true)
  })

  it('goes on writing when its neighbours are gone, and says that no round can be decided', async () => {
    const hamlet = new Hamlet(genesisOf(4))
    await hamlet.start(0, 1, 2)
    await hamlet.connect(0, 1, 2)
    expect(hamlet.houses[0].peer.reachesQuorum).toBe(true)
    hamlet.disconnect('h0', 'h1')
    expect(hamlet.houses[0].peer).toMatchObject({ mayWrite: true, reachesQuorum: false })
  })

  it('begins anew where others show entries that its disk has forgotten, and people hear of it', async () => {
    const hamlet = new Hamlet(genesisOf(4))
    await hamlet.start(0, 1, 2)
    await hamlet.connect(0, 1, 2)
    await hamlet.write(0, [ORDER, ORDER])
    hamlet.crash(0)
    const { houses } = hamlet
    houses[0].store = new MemoryStore()
    await hamlet.start(0)
    await hamlet.connect(0, 1, 2)
    expect(houses[0].peer.own).toEqual({ kind: 'behind' })
    expect(houses[0].alarms).toEqual([{ what: 'disk-behind', seq: 0 }])
    expect(await hamlet.write(0, [ORDER])).toBe(true)
    expect(seqs(houses[1].peer.replica.open(0, 1, 1, 9))).toEqual([
      [1, 1, 'reincarnate'],
      [1, 2, 'order'],
    ])
  })

  it('is not kept from writing by a neighbour that claims to have seen more', async () => {
    const hamlet = new Hamlet(genesisOf(4))
    await hamlet.start(0, 1, 2)
    await hamlet.meet(0, 'h3')
    const tip = { account: 0, incarnation: 7, seq: 9, id: new Uint8Array(32).fill(1) }
    const hello = { version: SYNC_VERSION, network: hamlet.network, height: 0, certificate: new Uint8Array(8) }
    const root = new Uint8Array(32)
    await hamlet.say(0, 'h3', framesOf({ kind: 'hello', ...hello, root }))
    await hamlet.say(0, 'h3', framesOf({ kind: 'frontier', from: 0, to: LARGEST_ACCOUNT, tips: [tip] }))
    expect(hamlet.houses[0].peer.own).toEqual({ kind: 'holding', heard: 0, needed: 2 })
    await hamlet.connect(0, 1, 2)
    expect(hamlet.houses[0].peer.own).toEqual({ kind: 'ready' })
  })

  it('counts an entry that its replica would not take as never written', async () => {
    const most = 3
    const hamlet = new Hamlet(genesisOf(1), { open: most, parked: 1, total: 100 })
    await hamlet.start(0)
    const { peer } = hamlet.houses[0]
    expect(await hamlet.write(0, Array(5).fill(ORDER))).toBe(true)
    expect(peer.replica.tip(0)?.seq).toBe(most)
    expect(await hamlet.write(0, [ORDER])).toBe(false)
    expect(peer.own).toEqual({ kind: 'ready' })
    await hamlet.pass(MIDNIGHT + 6_000)
    expect(peer.state.height).toBe(1)
    expect(await hamlet.write(0, [ORDER])).toBe(true)
    expect(peer.replica.tip(0)?.seq).toBe(most + 1)
  })

  it('publishes the orders of a round in one message, after one write to the disk', async () => {
    const hamlet = new Hamlet(genesisOf(1))
    await hamlet.start(0)
    const effects = hamlet.houses[0].peer.write([ORDER, ORDER, ORDER], hamlet.now) ?? []
    expect(effects.map(({ kind }) => kind)).toEqual(['store', 'publish', 'received'])
    expect(effects[0]).toMatchObject({ durability: 'synced', batch: { length: 3 } })
    const [, publish] = effects
    expect(publish.kind === 'publish' && readSync(publish.data)).toMatchObject({ wires: { length: 3 } })
  })
})

describe('a peer whose key is used elsewhere too', () => {
  it('stops writing, says so, and does not accuse itself', async () => {
    const genesis = genesisOf(4)
    const hamlet = new Hamlet(genesis)
    await hamlet.start(0, 1, 2)
    await hamlet.connect(0, 1, 2)
    await hamlet.write(0, [ORDER, ORDER])
    const other = new Writer(genesis, 0).write(hamlet.houses[0].peer.state, orderBody('buy', 13, 100))
    await hamlet.hear(1, 'entry', packet(other))
    await hamlet.pass(hamlet.now + 20_000)
    const { peer, alarms } = hamlet.houses[0]
    expect(peer.own).toEqual({ kind: 'forked', at: { account: 0, incarnation: 0, seq: 1 } })
    expect(alarms).toEqual([{ what: 'own-key-in-two-places', incarnation: 0, seq: 1 }])
    expect(await hamlet.write(0, [ORDER])).toBe(false)
    expect(hamlet.houses[1].alarms).toEqual([{ what: 'forked-account', account: 0 }])
    expect(seqs(written(hamlet, 1))).toEqual([[0, 1, 'evidence']])
  })
})

describe('a peer that changes its key', () => {
  it('writes and votes with the new one from the certificate on', async () => {
    const hamlet = new Hamlet(genesisOf(1))
    await hamlet.start(0)
    const { peer, certificates } = hamlet.houses[0]
    const successor = keyOf('successor')
    const proof = successor.sign(possessionMessage(hamlet.network, 0, successor.key))
    const rotation = { kind: 'rotate-key', key: successor.key, proof } as const
    expect(await hamlet.write(0, [ORDER, rotation], successor)).toBe(true)
    expect(peer.own).toEqual({ kind: 'rotating' })
    expect(await hamlet.write(0, [ORDER])).toBe(false)
    await hamlet.pass(MIDNIGHT + 6_000)
    expect(peer.state.members[0].key).toBe(bytesToHex(successor.key))
    expect(peer.own).toEqual({ kind: 'ready' })
    expect(await hamlet.write(0, [ORDER])).toBe(true)
    await hamlet.pass(MIDNIGHT + MINUTE + 6_000)
    expect(certificates.map(({ value }) => value.height)).toEqual([1, 2])
    expect(peer.state.tips).toMatchObject([{ account: 0, incarnation: 0, seq: 3 }])
  })

  it('keeps the old one where the rotation comes to nothing', async () => {
    const hamlet = new Hamlet(genesisOf(1))
    await hamlet.start(0)
    const successor = keyOf('successor')
    const rotation = { kind: 'rotate-key', key: successor.key, proof: new Uint8Array(64) } as const
    await hamlet.write(0, [rotation], successor)
    await hamlet.pass(MIDNIGHT + 6_000)
    expect(hamlet.houses[0].peer).toMatchObject({ own: { kind: 'ready' }, state: { height: 1 } })
  })

  it('is barred where its account has another one', async () => {
    const hamlet = new Hamlet(genesisOf(2))
    hamlet.houses[0].signer = keyOf('somebody else')
    await hamlet.start(0)
    expect(hamlet.houses[0].peer.own).toEqual({ kind: 'barred' })
    expect(hamlet.houses[0].alarms).toEqual([{ what: 'barred' }])
  })
})

function packet({ wire }: Entry): Uint8Array {
  const [frame] = framesOf({ kind: 'entries', request: 0, more: false, wires: [wire] })
  return frame
}
