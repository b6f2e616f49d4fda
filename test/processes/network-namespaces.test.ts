import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCommand } from '../e2e/command.js'
import { HomeProcesses } from './home-processes.js'
import { abilities, NetworkNamespaces } from './network-namespaces.js'

const { obstacle, delays } = abilities()
const HOMES = 5
const DELAY = 20

const skipped = obstacle === undefined ? '' : `, SKIPPED: ${obstacle}`
const held = delays ? `, each packet is held back for ${DELAY} ms` : ' (nothing is held back: no netem in this kernel)'

describe.skipIf(obstacle !== undefined)(`five peers in network namespaces${skipped}`, { timeout: 120_000 }, () => {
  let folder: string
  let networks: NetworkNamespaces
  let homes: HomeProcesses

  beforeAll(async () => {
    await buildCommand()
    folder = mkdtempSync(join(tmpdir(), 'jazzgrid-namespaces-'))
    networks = new NetworkNamespaces(HOMES)
    networks.make()
    homes = await HomeProcesses.found(networks, folder)
    for (let home = 0; home < HOMES; home++) homes.start(home)
  }, 120_000)

  afterAll(async () => {
    await homes?.stop()
    networks?.remove()
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  })

  it(`certify while one packet in twenty, then one in five is lost${held}`, async () => {
    if (delays) networks.delay(DELAY)
    networks.lose(5)
    await homes.rounds(3)
    networks.lose(20)
    await homes.rounds(2)
    networks.lose(5)
  })

  it('certify nothing while they are parted two from three, and go on when healed', async () => {
    networks.partition([0, 1])
    expect(await homes.twoRounds()).toEqual([])
    networks.heal()
    await homes.rounds(2)
  })

  it('go on without one that was killed, stop without two, say why, and go on when one is back', async () => {
    await homes.kill(4)
    await homes.rounds(1, [0, 1, 2, 3])
    await homes.kill(3)
    const killed = Date.now()
    expect(await homes.twoRounds()).toEqual([])
    const said = homes.heard.filter(({ at, event }) => at > killed && event.event === 'undecided')
    const reached = { members: HOMES, reachable: 3, needed: 4 }
    expect(said.map(({ event }) => event)).toContainEqual(expect.objectContaining(reached))
    homes.start(3)
    await homes.rounds(1, [0, 1, 2, 3])
    homes.start(4)
    await homes.rounds(1)
  })

  it('hold the same certificates and statements in the end, height by height', async () => {
    await homes.level()
    await homes.stop()
    homes.expectOneResult()
  })
})
