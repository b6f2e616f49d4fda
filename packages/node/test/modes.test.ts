import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Book, type NodeClient, openNode } from '../src/api/index.js'
import { LoneHome, until } from './lone-home.js'

const SLOT = 30 * 60_000

let home: LoneHome
let node: NodeClient
beforeEach(async () => {
  home = await LoneHome.make()
  home.config.input = { site: { scenario: 'none', name: 'lone' } }
  await home.start()
  node = await openNode(home.folder)
})
afterEach(() => home.close())

/** Two slots ahead, so that no gate closes meanwhile. */
const slot = () => (Math.floor(Date.now() / SLOT) + 2) * SLOT
const offer = (price: number, quantity = 500) =>
  ({ side: 'sell', slot_ms: slot(), price_micro_per_wh: price, quantity_wh: quantity }) as const

/** Set a mode and wait until it holds. */
async function inMode(mode: 'run' | 'manual' | 'stop' | 'soft-stop') {
  const { since_ms } = await node.setMode(mode)
  await until(() => Date.now() > since_ms! + 50)
}

const resting = async () => (await node.orders()).orders.map(({ leaves_wh, side }) => `${side} ${leaves_wh}`)

describe('the modes of a site', () => {
  it('let the agents decide in run alone', async () => {
    await until(() => home.site.calls.includes('decide'))
    expect(home.site.calls).not.toContain('look')
    await inMode('soft-stop')
    home.site.calls.length = 0
    await until(() => home.site.calls.filter((call) => call === 'look').length > 1)
    expect(home.site.calls).not.toContain('decide')
  })

  it('are kept in the folder', async () => {
    await node.setMode('manual')
    const [before] = [await node.mode()]
    await home.restart()
    node = await openNode(home.folder)
    expect(await node.mode()).toEqual(before)
    expect(before.mode).toBe('manual')
  })

  it('take orders by hand in manual only, and cancel what rests in stop', async () => {
    await expect(node.place(offer(12_000))).rejects.toMatchObject({
      code: 'refused',
      details: { reason: 'not-manual' },
    })
    await inMode('manual')
    const books: Book[] = []
    const stop = new AbortController()
    const watching = (async () => {
      for await (const book of node.watchBook({}, stop.signal)) books.push(book)
    })()
    const { round_at_ms } = await node.place(offer(12_000))
    expect(round_at_ms).toBeLessThan(Date.now() + 700)
    await node.place(offer(13_000, 300))
    await until(async () => (await resting()).length === 2)
    expect(home.site.calls).toContain('placed')
    const [book] = (await node.book({ slot_ms: slot() })).books
    expect(book.offers).toEqual([
      { price_micro_per_wh: 12_000, quantity_wh: 500, own_wh: 500, orders: 1 },
      { price_micro_per_wh: 13_000, quantity_wh: 300, own_wh: 300, orders: 1 },
    ])
    await until(() => books.some((each) => each.books[0]?.offers.length === 2))
    stop.abort()
    await watching
    await node.cancel((await node.orders()).orders[0].order)
    await until(async () => (await resting()).length === 1)
    expect(await resting()).toEqual(['sell 300'])
    await inMode('soft-stop')
    expect(await resting()).toEqual(['sell 300'])
    await expect(node.place(offer(12_000))).rejects.toMatchObject({ code: 'refused' })
    await inMode('stop')
    await until(async () => (await resting()).length === 0)
  })

  it('tell afterwards what became of an order, a slot and a trade', async () => {
    await inMode('manual')
    const wanted = slot()
    await node.place(offer(12_000))
    await node.place({ ...offer(20_000), side: 'buy', quantity_wh: 200 })
    await until(async () => (await node.trades()).trades.length === 1)
    const [trade] = (await node.trades({ own: true })).trades
    // both sides are the same site: self-supply, at no price
    expect(trade).toMatchObject({ slot_ms: wanted, quantity_wh: 200, own: 'self', self_supply: true })
    expect((await node.trades({ after: trade.id })).trades).toEqual([])
    expect((await node.trades({ to_ms: wanted })).trades).toEqual([])
    const [{ order }] = (await node.orders()).orders
    const of = await node.explain({ order })
    expect(of.fates.map(({ kind, filled_wh }) => `${kind} ${filled_wh}`)).toEqual([
      'accepted 0',
      'partially-filled 200',
    ])
    expect(of.trades).toEqual([trade])
    const about = await node.explain({ slot_ms: wanted })
    expect(about).toMatchObject({ site: 'lone', decisions: [{ agent: 'lone-battery' }], trades: [trade] })
    expect(about.fates[0].agent).toBe('lone-battery')
    expect(about.rounds.every(({ outcome }) => outcome === 'certified')).toBe(true)
    await expect(node.explain({ order: 999 })).rejects.toMatchObject({ code: 'not-found' })
    const { certificates } = await node.certificates()
    expect(certificates.find(({ height }) => height === trade.height)).toMatchObject({
      id: trade.certificate,
      signers: [0],
      trades: 1,
    })
    const ledger = await node.ledger()
    expect(ledger.tips).toMatchObject([{ account: 0, incarnation: 0 }])
    expect((await node.members()).members).toMatchObject([{ account: 0, validator: true, standing: 'active' }])
    expect(await node.statement({ lines: true })).toMatchObject({ account: 0, lines: [] })
    const { round_at_ms } = await node.vote({ change: { to: 'set', parameter: 'reading-grace', value: 1_000 } })
    await until(async () => (await node.status()).ledger!.certified_at_ms >= round_at_ms)
    expect((await node.members()).scheduled).toMatchObject([{ change: { to: 'set', value: 1_000 } }])
  })
})
