import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { resolveScenario } from '@jazzgrid/sim'
import { CodedError, HOUR } from '@jazzgrid/units'
import type { PeersChoice } from '../../command/node/node.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import type { Context } from '../../program.js'
import { Agreement } from './agreement.js'
import { PeerProcess } from './peer-process.js'
import { foundVillage } from './peer-village.js'
import { peersText } from './peers-text.js'

/** The command's own file: what the peers run. */
const PROGRAM = fileURLToPath(new URL('../../main.js', import.meta.url))
const SCENARIO = 'misono-day'
/** How long a killed peer stays away, on the wall [ms]. */
const AWAY = 4_000
/** A peer that comes back has this long to catch up. */
const PATIENCE = 20_000

/** Peers as processes on this machine, which trade the day of misono-day among themselves. */
export async function peersDemo(choice: PeersChoice, { terminal, signal }: Context): Promise<ExitCode> {
  const { peers, speed, hours, seed } = choice
  const whole = await resolveScenario(SCENARIO, { set: ['time.warmUpDays=0'], ...(seed !== undefined && { seed }) })
  const stranger = choice.kill?.find((place) => place >= peers)
  if (stranger !== undefined)
    throw new CodedError('no-such-peer', `there is no peer ${stranger + 1} of ${peers} to kill`)
  if (peers > whole.sites.length) {
    throw new CodedError('too-many-peers', `${SCENARIO} has ${whole.sites.length} sites; ask for at most as many peers`)
  }
  const set = ['time.warmUpDays=0']
  const scenario = { ...whole, sites: whole.sites.slice(0, peers) }
  const folder = choice.out ?? join('runs', 'peers')
  await rm(folder, { recursive: true, force: true })
  const name = { scenario: SCENARIO, case: scenario.case, seed: scenario.seed, set }
  const village = await foundVillage(scenario, name, speed, folder, terminal.now())
  const agreement = new Agreement(village)
  const processes = village.sites.map(
    (site, account) =>
      new PeerProcess(site, village.folders[account], PROGRAM, (event) => agreement.hear(account, event)),
  )
  terminal.err(
    `${peers} peers, each a process with its own key and ledger in ${folder}; ${speed} x the speed of time\n`,
  )
  try {
    for (const each of processes) each.start()
    const until = village.startsAt + hours * HOUR
    const killed = (choice.kill ?? []).map((place) => processes[place])
    let away: Promise<void> | undefined
    while (!signal.aborted && !agreement.isAt(until) && processes.some(({ isRunning }) => isRunning)) {
      await pause(100)
      for (const line of agreement.news()) terminal.err(`${line}\n`)
      if (away !== undefined || !agreement.isAt(village.startsAt + (hours * HOUR) / 3)) continue
      for (const each of killed) terminal.err(`kill -9 ${each.pid} (${each.site})\n`)
      away = comeBack(killed)
    }
    await away
    await settle(agreement, processes)
  } finally {
    // all at once: between two rounds they stand at one height
    await Promise.all(processes.map((each) => each.stop()))
  }
  for (const line of agreement.news()) terminal.err(`${line}\n`)
  terminal.out(choice.json ? `${JSON.stringify(agreement.result())}\n` : peersText(agreement, terminal))
  if (signal.aborted) return EXIT.interrupted
  return agreement.holds ? EXIT.ok : EXIT.differs
}

/** Cut their power at once, and give it back to one after the other. */
async function comeBack(killed: readonly PeerProcess[]): Promise<void> {
  await Promise.all(killed.map((each) => each.kill()))
  for (const each of killed) {
    await pause(AWAY)
    each.start()
  }
}

/** Those that lag behind are given time to come to where the others are. */
async function settle(agreement: Agreement, processes: readonly PeerProcess[]): Promise<void> {
  for (let waited = 0; waited < PATIENCE; waited += 100) {
    if (agreement.isLevel || processes.every(({ isRunning }) => !isRunning)) return
    await pause(100)
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
