import { CodedError } from '@jazzgrid/units'
import { Document, isScalar, parse, visit } from 'yaml'
import type { Scenario } from '../../scenario/scenario.js'

const HEADER = ` The scenario of this run with every default filled in and every series read: integers in base units (Wh, W,
 micro-currency per Wh, ms UTC), SOC and shares 0..1. \`jazzgrid verify\` runs it again.`

/** Keys that hold UTC ms; a comment beside them says the time to a reader. */
const TIMES = new Set(['start', 'departure', 'arrival'])

/** A resolved scenario as YAML that reads back to an equal value. Series stand on one line each. */
export function resolvedScenarioYaml(scenario: Scenario): string {
  const document = new Document(scenario, { aliasDuplicateObjects: false })
  document.commentBefore = HEADER
  visit(document, {
    Seq(_, sequence) {
      if (sequence.items.every((item) => isScalar(item))) sequence.flow = true
    },
    Pair(_, { key, value }) {
      if (!isScalar(key) || !isScalar(value)) return
      if (TIMES.has(String(key.value)) && typeof value.value === 'number') {
        value.comment = ` ${new Date(value.value).toISOString()}`
      }
    },
  })
  return document.toString({ lineWidth: 0 })
}

/**
 * Read back what `resolvedScenarioYaml` wrote. The file is trusted to be whole: the run folder's sums are checked before.
 * @throws CodedError `resolved-scenario-unreadable`
 */
export function readResolvedScenario(text: string, file: string): Scenario {
  let value: unknown
  try {
    value = parse(text)
  } catch (cause) {
    throw unreadable(file, cause instanceof Error ? cause.message : String(cause), cause)
  }
  const missing = PARTS.filter((part) => (value as Record<string, unknown> | null)?.[part] === undefined)
  if (missing.length > 0) throw unreadable(file, `there is no ${missing.join(', ')} in it`)
  return value as Scenario
}

const PARTS = [
  'name',
  'case',
  'seed',
  'time',
  'market',
  'tariff',
  'weather',
  'forecast',
  'sites',
] as const satisfies readonly (keyof Scenario)[]

function unreadable(file: string, why: string, cause?: unknown): CodedError {
  return new CodedError(
    'resolved-scenario-unreadable',
    `${file} is not the resolved scenario of a run: ${why}. Run the scenario again with \`jazzgrid sim run\`.`,
    { details: { file }, cause },
  )
}
