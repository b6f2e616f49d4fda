import { fileURLToPath } from 'node:url'
import { resolveScenario } from '@jazzgrid/sim'
import type { PeerEvent } from '../../../packages/cli/src/work/peers/peer-event.js'
import { PeerProcess } from '../../../packages/cli/src/work/peers/peer-process.js'
import { foundVillage } from '../../../packages/cli/src/work/peers/peer-village.js'

/** What a user runs. */
const PROGRAM = fileURLToPath(new URL('../../../packages/cli/dist/main.js', import.meta.url))
const SCENARIO = 'misono-day'
const SET = ['time.warmUpDays=0']

/** A running peer and the newest height that it has certified. */
export interface Peer {
  readonly process: PeerProcess
  readonly pid: number
  height: number
  ready: Promise<void>
}

/** Homes of misono-day with all that a home has: agents, devices, ledger, vote. Nobody runs yet. */
export async function founded(folder: string, homes: number, speed: number): Promise<() => readonly Peer[]> {
  const whole = await resolveScenario(SCENARIO, { set: SET, seed: 1 })
  const scenario = { ...whole, sites: whole.sites.slice(0, homes) }
  const name = { scenario: SCENARIO, case: scenario.case, seed: scenario.seed, set: SET }
  const village = await foundVillage(scenario, name, speed, folder, Date.now())
  return () => village.sites.map((site, account) => started(site, village.folders[account]))
}

function started(site: string, folder: string): Peer {
  let isReady: () => void = () => {}
  const hear = (event: PeerEvent) => {
    if (event.event === 'ready') isReady()
    if (event.event === 'certified') peer.height = event.height
    if (event.event === 'alarm') throw new Error(`${site} raises an alarm: ${event.what}`)
  }
  const process = new PeerProcess(site, folder, PROGRAM, hear)
  const ready = new Promise<void>((resolve) => {
    isReady = resolve
  })
  process.start()
  const peer: Peer = { process, pid: process.pid as number, height: 0, ready }
  return peer
}
