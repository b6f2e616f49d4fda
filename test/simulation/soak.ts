import { bundledSimulation } from './bundle/simulation-bundle.js'

/**
 * `pnpm soak [seeds] [from]`: many seeds, one after another, with progress; stops at the first that fails and prints its
 * script. Sources are bundled as in the tests, so that nothing needs to be built.
 */
const [seeds = 10_000, from = 1_000_000] = process.argv.slice(2).map(Number)

const { drawScenario, scriptOf, simulate } = await bundledSimulation()

const begun = performance.now()
let told = begun
let heights = 0
let failed = false
for (let done = 0; done < seeds && !failed; ) {
  const verdict = await simulate(drawScenario(from + done))
  done++
  heights += verdict.heights
  failed = verdict.faults.length > 0
  if (failed) process.stdout.write(`${scriptOf(verdict)}\n`)
  const now = performance.now()
  if (now - told < 5_000 && done < seeds && !failed) continue
  told = now
  const each = (now - begun) / done
  const left = Math.ceil(((seeds - done) * each) / 1_000)
  process.stdout.write(
    `${done} of ${seeds} seeds, ${heights} rounds decided, ${each.toFixed(0)} ms a seed, ${left} s to go\n`,
  )
}
process.exitCode = failed ? 1 : 0
