import type { Outcome } from '@jazzgrid/consensus'
import { type Entry, MemoryStore } from '@jazzgrid/ledger'
import { Chance, MINUTE } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { BID, NOON, OFFER, TwoHomes } from './two-homes.js'

describe('the host of a peer', () => {
  it('lets nobody see what it signed before the disk has it', async () => {
    const homes = new TwoHomes()
    const store = new MemoryStore()
    const faults: unknown[] = []
    const heard: Entry[] = []
    const host = await homes.start(0, store, { onStoreFault: (fault) => faults.push(fault) })
    const other = await homes.start(1, new MemoryStore(), {
      onReceived: (entries) => heard.push(...entries),
    })
    await homes.pass(NOON + 1_000)
    store.disk = 'full'
    expect(host.write([OFFER])).toBe(true)
    await homes.pass(NOON + 4_000)
    expect(heard).toEqual([])
    expect(faults[0]).toMatchObject({ code: 'store-failed', recovery: 'wait' })
    store.disk = 'sound'
    await homes.pass(NOON + 7_000)
    expect(heard.map(({ account, body }) => [account, body.kind])).toEqual([[0, 'order']])
    expect(faults.at(-1)).toBeUndefined()
    for (const each of [host, other]) each.kill()
  })

  it('may not write until it has heard what the others know of it', async () => {
    const homes = new TwoHomes()
    const host = await homes.start(0, new MemoryStore())
    await homes.pass(NOON)
    expect(host.write([OFFER])).toBe(false)
    const other = await homes.start(1, new MemoryStore())
    await homes.pass(NOON + 1_000)
    expect(host.write([OFFER])).toBe(true)
    for (const each of [host, other]) each.kill()
  })

  it('goes on after a power cut with everything that was certified and everything that it signed', async () => {
    const homes = new TwoHomes()
    const outcomes: Outcome[] = []
    let store = new MemoryStore()
    let host = await homes.start(0, store, { onCertified: (outcome) => outcomes.push(outcome) })
    const other = await homes.start(1, new MemoryStore())
    await homes.pass(NOON + 1_000)
    host.write([OFFER])
    other.write([BID])
    await homes.pass(NOON + 20_000)
    expect(outcomes[0].result.report.trades).toMatchObject([{ seller: 0, buyer: 1, quantity: 500 }])
    const { certificate } = host.peer.state
    host.write([OFFER])
    await homes.pass(NOON + 21_000)
    homes.crash(0, host)
    store = store.crash(new Chance('power cut'))
    host = await homes.start(0, store, { onCertified: (outcome) => outcomes.push(outcome) })
    expect(host.peer.state.certificate).toBe(certificate)
    expect(host.peer.replica.tip(0)).toMatchObject({ incarnation: 0, seq: 2 })
    await homes.pass(NOON + MINUTE + 20_000)
    expect(outcomes.map(({ value }) => value.height)).toEqual([1, 2])
    expect(host.peer.state.certificate).toBe(other.peer.state.certificate)
    for (const each of [host, other]) each.kill()
  })
})
