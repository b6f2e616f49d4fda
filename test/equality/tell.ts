import { createHash } from 'node:crypto'
import { resolveScenario, simulate } from '@jazzgrid/sim'
import { LIAR } from './five-homes.js'
import { scriptedNight } from './scripted-night.js'

/** What a process tells of the night that it computed, and of where it stands. */
export interface NightTold {
  readonly node: string
  /** As this process would write a date and a list of words: where they are the same, the test shows nothing. */
  readonly local: string
  readonly peers: readonly {
    readonly height: number
    /** Of all certificates with their roots, SHA-256. */
    readonly certificates: string
    readonly statements: string
  }[]
  readonly seen: unknown
  readonly fates: readonly string[]
  /** Record of a simulated day with agents, weather and tariffs in a zone of its own. */
  readonly record: string
}

const { told } = await scriptedNight()
const day = await resolveScenario('misono-day', { seed: 1, set: ['time.warmUpDays=0'] })
const { hash } = await simulate({ ...day, sites: day.sites.slice(0, 4) }, { fidelity: 'strategy' })

const night: NightTold = {
  node: process.version,
  local: `${new Date(0).toString()} ${['ä', 'z', 'ö'].sort(new Intl.Collator().compare).join('')}`,
  peers: told
    .filter((_, account) => account !== LIAR)
    .map(({ certificates, statements }) => ({
      height: certificates.length,
      certificates: createHash('sha256').update(certificates.join('\n')).digest('hex'),
      statements: createHash('sha256').update(JSON.stringify(statements.lines)).digest('hex'),
    })),
  seen: told[0].seen,
  fates: [...told[0].fates].sort(),
  record: hash,
}
process.stdout.write(`${JSON.stringify(night)}\n`)
