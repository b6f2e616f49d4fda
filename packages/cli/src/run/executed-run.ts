import { type Fidelity, type RunRecord, type Scenario, simulate } from '@jazzgrid/sim'
import { Interrupted } from '../failure.js'
import type { Context } from '../program.js'
import { ProgressLine } from '../terminal/progress-line.js'

export interface ExecutedRun {
  readonly record: RunRecord
  /** ISO 8601 UTC */
  readonly started: string
  readonly finished: string
  /** Wall time [s]. */
  readonly seconds: number
}

/**
 * Run a scenario with its progress on stderr.
 * @throws Interrupted on Ctrl-C
 */
export async function execute(
  scenario: Scenario,
  fidelity: Fidelity,
  { terminal, signal }: Context,
): Promise<ExecutedRun> {
  const title = scenario.case === 'base' ? scenario.name : `${scenario.name}/${scenario.case}`
  const progress = new ProgressLine(terminal, title, scenario.market)
  const started = new Date(terminal.now()).toISOString()
  const from = terminal.elapsed()
  const failures: string[] = []
  try {
    const record = await simulate(scenario, {
      fidelity,
      signal,
      onProgress: (step) => progress.step(step),
      onFailure: (agent, error) => failures.push(`${agent}: ${error instanceof Error ? error.message : String(error)}`),
    })
    const seconds = Math.round(terminal.elapsed() - from) / 1000
    return { record, started, finished: new Date(terminal.now()).toISOString(), seconds }
  } catch (failure) {
    throw signal.aborted ? new Interrupted() : failure
  } finally {
    progress.end()
    for (const text of failures) terminal.err(`${terminal.style('red', 'agent failed')} ${text}\n`)
  }
}
