import { stringify } from 'yaml'
import { ScenarioError } from '../../src/scenario/mistake.js'
import { resolveScenarioText } from '../../src/scenario/resolve-scenario.js'
import type { ScenarioHousehold } from '../../src/scenario/scenario.js'

export interface MeasuredHome {
  /** The file, as text (UTF-8) or bytes; undefined: there is none. */
  readonly csv: string | Uint8Array | undefined
  /** What the scenario says about the series, beyond file and column `load`. */
  readonly series?: Record<string, unknown>
  readonly time?: Record<string, unknown>
  readonly market?: Record<string, unknown>
}

/** One home in UTC for a day in hourly slots, whose load is a CSV in memory: Wh per slot and what was noted. */
export async function loadOf(home: MeasuredHome): Promise<{ load: readonly number[]; notes: string[] }> {
  const text = stringify({
    name: 'home',
    time: { zone: 'UTC', start: '2024-06-01', days: 1, warmUpDays: 0, ...home.time },
    market: { slotMinutes: 60, ...home.market },
    sites: [
      {
        name: 'h',
        devices: [{ kind: 'household', series: { file: 'load.csv', column: 'load', unit: 'Wh', ...home.series } }],
      },
    ],
  })
  const notes: string[] = []
  const read = async (path: string) => {
    if (home.csv === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' })
    return typeof home.csv === 'string' ? new TextEncoder().encode(home.csv) : home.csv
  }
  const { sites } = await resolveScenarioText(text, 'home.yaml', { read, note: (note) => notes.push(note) })
  return { load: (sites[0].devices[0] as ScenarioHousehold).series ?? [], notes }
}

/** The mistakes of such a home, each as its line of the message. */
export async function mistakesOf(home: MeasuredHome): Promise<string[]> {
  try {
    await loadOf(home)
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  }
  return []
}

/** `time,load` rows, one for each hour of 1 June 2024 (UTC, start-labelled), with values 0, 10, 20 ... Wh. */
export function hourlyRows(count = 24): string[] {
  return Array.from({ length: count }, (_, hour) => {
    const time = new Date(Date.UTC(2024, 5, 1, hour)).toISOString().slice(0, 16)
    return `${time}Z,${hour * 10}`
  })
}

export const stamped = { time: { column: 'time' } }

export const csvOf = (rows: readonly string[], header = 'time,load'): string => `${[header, ...rows].join('\n')}\n`
