import { bundledSimulation } from './bundle/simulation-bundle.js'
import type { Scenario } from './simulation.js'

/**
 * `pnpm soak [seeds] [from]`: many seeds, one after another, with progress. The script of each that fails is printed, and
 * at the end, or where it is interrupted, what all of them were. Sources are bundled as in the tests, so that nothing needs to be built.
 */
const PROGRESS = 30_000
const [seeds = 10_000, from = 1_000_000] = process.argv.slice(2).map(Number)
const { drawScenario, modeOf, scriptOf, simulate } = await bundledSimulation()

const begun = performance.now()
const failed: number[] = []
const counts = new Map<string, number>()
const count = (what: string, by = 1) => counts.set(what, (counts.get(what) ?? 0) + by)
const say = (line: string) => process.stdout.write(`${line}\n`)

let told = begun
let isEnough = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    isEnough = true
  })
}
let done = 0
while (done < seeds && !isEnough) {
  done++
  const seed = from + done - 1
  const verdict = await simulate(drawScenario(seed))
  for (const trait of traitsOf(verdict.scenario)) count(trait)
  count('rounds decided', verdict.heights)
  count('messages', verdict.audit.sent)
  if (verdict.faults.length > 0) {
    failed.push(seed)
    say(scriptOf(verdict))
  }
  const now = performance.now()
  if (now - told < PROGRESS && done < seeds && !isEnough) continue
  told = now
  const each = (now - begun) / done
  const left = Math.ceil(((seeds - done) * each) / 1_000)
  say(`${done} of ${seeds} seeds, ${failed.length} failed, ${each.toFixed(1)} ms a seed, ${left} s to go`)
}
count('seeds', done)
for (const [what, number] of [...counts].sort()) say(`${what}: ${number}`)
say(failed.length === 0 ? 'no seed failed' : `failed: ${failed.join(' ')}`)
process.exitCode = failed.length > 0 ? 1 : 0

function traitsOf({ seed, members, lies = [], motions = [], away = 0, ...scenario }: Scenario): string[] {
  const size = members > 10 ? 'more than 10' : members > 5 ? '6 to 10' : String(members)
  const traits = [`seeds for ${modeOf(seed)}`, `seeds of ${size} members`]
  if (lies.length > 0) traits.push('seeds with liars')
  if (away > 0) traits.push('seeds with members away')
  for (const name of ['sly', 'parted', 'forgetful'] as const) if (scenario[name]) traits.push(`seeds ${name}`)
  for (const kind of new Set(motions)) traits.push(`seeds with "${kind}"`)
  return traits
}
