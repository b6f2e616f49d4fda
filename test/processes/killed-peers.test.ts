import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCommand } from '../e2e/command.js'
import { HomeProcesses } from './home-processes.js'
import { loopback } from './neighbourhood.js'

const HOMES = [0, 1, 2, 3, 4]

describe('five peers on one machine', { timeout: 180_000 }, () => {
  let folder: string
  let homes: HomeProcesses

  beforeAll(async () => {
    await buildCommand()
    folder = mkdtempSync(join(tmpdir(), 'jazzgrid-killed-'))
    homes = await HomeProcesses.found(await loopback(HOMES.length), folder)
    for (const home of HOMES) homes.start(home)
    await homes.rounds(1)
  }, 120_000)

  afterAll(async () => {
    await homes?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(HOMES.map((home) => ({ home, name: `h${home + 1}` })))(
    'go on when $name is killed while a round is decided, and it catches up',
    async ({ home }) => {
      await homes.amid()
      await homes.kill(home)
      const others = HOMES.filter((other) => other !== home)
      await homes.rounds(1, others)
      homes.start(home)
      await homes.rounds(1)
    },
  )

  it('have lost and doubled nothing: the same certificates and statements from each', async () => {
    await homes.level()
    await homes.stop()
    homes.expectOneResult()
    const accounts = homes.agreement.statements.map(({ account }) => account)
    expect(accounts).toEqual(HOMES)
  })
})
