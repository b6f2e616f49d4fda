import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NodeClient, openNode } from '../src/api/index.js'
import { LoneHome } from './lone-home.js'

const SLOT = 30 * 60_000
const next = () => (Math.floor(Date.now() / SLOT) + 1) * SLOT
const trip = (energy_wh: number) => ({
  departs_ms: next() + SLOT,
  returns_ms: next() + 4 * SLOT,
  energy_wh,
  departure_soc_share: 0.8,
})

let home: LoneHome
let node: NodeClient
beforeEach(async () => {
  home = await LoneHome.make()
  home.config.input = { site: { scenario: 'none', name: 'lone' } }
  await home.start()
  node = await openNode(home.folder)
})
afterEach(() => home.close())

const wishes = () => home.site.calls.filter((call) => /^(prefer|plan)/.test(call))

describe('the wishes of an owner', () => {
  it('hold from the next slot on, and are told again after a restart with the time that they had', async () => {
    expect(await node.preferences()).toMatchObject({ preference: 'cheapest', pending: null })
    expect((await node.trips()).cars).toMatchObject([{ device: 'lone-car', trips: [], pending: null }])
    const from = next()
    const preferred = await node.prefer('renewable')
    expect(preferred).toMatchObject({ preference: 'cheapest', pending: { preference: 'renewable', from_ms: from } })
    const planned = await node.plan({ device: 'lone-car', trips: [trip(3_000)] })
    expect(planned.cars[0].pending).toEqual({ trips: [trip(3_000)], from_ms: from })
    const told = [`prefer renewable from ${from}`, `plan 1 of lone-car from ${from}`]
    expect(wishes()).toEqual(told)
    home.site.calls.length = 0
    await home.restart()
    expect(wishes()).toEqual(told)
    node = await openNode(home.folder)
    expect(await node.preferences()).toEqual(preferred)
    expect(await node.trips()).toEqual(planned)
  })

  it('that cannot be are refused and forgotten', async () => {
    await expect(node.plan({ device: 'lone-car', trips: [trip(20_000)] })).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('cannot go so far'),
    })
    await expect(node.plan({ device: 'tractor', trips: [] })).rejects.toMatchObject({ code: 'not-found' })
    await expect(node.prefer('cheap' as never)).rejects.toMatchObject({ code: 'bad-request' })
    const { token } = await node.grant('trader', ['trade'])
    await expect(new NodeClient(node.url, token).prefer('local')).rejects.toMatchObject({ details: { scope: 'prefs' } })
    expect(wishes()).toEqual([])
    expect((await node.trips()).cars[0].pending).toBeNull()
  })

  it('need a site, and a file as it was written', async () => {
    home.config.input = {}
    await home.restart()
    node = await openNode(home.folder)
    await expect(node.prefer('local')).rejects.toMatchObject({ code: 'not-supported' })
    home.config.input = { site: { scenario: 'none', name: 'lone' } }
    await writeFile(join(home.folder, 'household.json'), '{"schema":"jazzgrid/household@1"}')
    await expect(home.restart()).rejects.toMatchObject({ code: 'bad-household' })
  })
})
