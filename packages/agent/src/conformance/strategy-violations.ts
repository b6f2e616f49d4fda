import { Chance } from '@jazzgrid/units'
import { type AgentState, StateBook } from '../life/agent-state.js'
import { decidable } from '../life/decidable.js'
import { notPlainJson } from '../life/plain-json.js'
import type { Quote } from '../strategy/quote.js'
import type { Strategy } from '../strategy/strategy.js'
import { type Allowance, quoteViolations } from './quote-violations.js'
import { randomSituation } from './random-situation.js'
import { callOf, type Situation, stateOf, viewOf } from './situation.js'
import type { Violation } from './violation.js'

export interface ConformanceOptions extends Allowance {
  /** Situations are drawn from this seed; equal seeds draw equal situations. */
  readonly seed?: string | number
  readonly situations?: number
}

/**
 * Put a strategy into many random situations and list every rule it breaks: an empty list is conformance. Needs no test
 * framework; a failing situation is found again by its number: `randomSituation(new Chance(seed, String(number)))`.
 */
export function strategyViolations<Settings>(
  strategy: Strategy<Settings>,
  settings: Settings,
  options: ConformanceOptions = {},
): Violation[] {
  const { seed = 1, situations = 200 } = options
  const found: Violation[] = []
  for (let situation = 0; situation < situations; situation++) {
    const drawn = randomSituation(new Chance(seed, String(situation)))
    for (const violation of situationViolations(strategy, settings, drawn, options)) {
      found.push({ ...violation, situation })
    }
  }
  return found
}

/** Every rule that a strategy breaks in one situation. */
export function situationViolations<Settings>(
  strategy: Strategy<Settings>,
  settings: Settings,
  situation: Situation,
  allowance: Allowance = {},
): Violation[] {
  try {
    return [
      ...answerViolations(strategy, settings, situation, allowance),
      ...deliveryViolations(strategy, settings, situation),
    ]
  } catch (error) {
    return [{ code: 'throws', detail: String(error) }]
  }
}

function answerViolations<Settings>(
  strategy: Strategy<Settings>,
  settings: Settings,
  situation: Situation,
  allowance: Allowance,
): Violation[] {
  const own = strategy.initial({ settings, slotLength: situation.slotMinutes * 60_000 })
  const state: AgentState = stateOf(situation, own)
  const view = decidable(state, viewOf(situation))
  const answer = (): readonly Quote[] =>
    strategy.quote(own, settings, view, new StateBook(state), new Chance('conformance'))
  const before = text([own, settings, view, state])
  const quotes = answer()
  const found = quoteViolations(quotes, view, state, allowance)
  if (text([own, settings, view, state]) !== before) {
    found.push({ code: 'changes-its-input', detail: 'own state, settings, view and book belong to others' })
  }
  if (text(answer()) !== text(quotes)) {
    found.push({ code: 'not-repeatable', detail: 'two quotes of one view and one chance differ' })
  }
  return found
}

function deliveryViolations<Settings>(
  strategy: Strategy<Settings>,
  settings: Settings,
  situation: Situation,
): Violation[] {
  const found: Violation[] = []
  let own = strategy.initial({ settings, slotLength: situation.slotMinutes * 60_000 })
  const plain = () => {
    const at = notPlainJson(own)
    if (at !== undefined) found.push({ code: 'state-not-json', detail: `${at} would not survive JSON` })
  }
  plain()
  const call = callOf(situation, 300)
  const book = new StateBook(stateOf({ ...situation, resting: [] }, own))
  const before = text([own, settings, call])
  const setpoint = strategy.setpoint?.(own, settings, call, book)
  const energy = setpoint?.energy ?? 0
  if (setpoint?.reasons.length === 0) found.push({ code: 'no-reason', detail: 'a setpoint without a reason' })
  if (!Number.isFinite(energy)) found.push({ code: 'setpoint-not-a-number', detail: `a setpoint of ${energy} Wh` })
  if (text(strategy.setpoint?.(own, settings, call, book)) !== text(setpoint)) {
    found.push({ code: 'not-repeatable', detail: 'two setpoints of one call differ' })
  }
  if (text([own, settings, call]) !== before) {
    found.push({ code: 'changes-its-input', detail: 'a setpoint changed its own state, the settings or the call' })
  }
  if (strategy.delivered !== undefined) {
    own = strategy.delivered(own, settings, { slot: 0, energy, soc: situation.soc, plugged: true })
    plain()
  }
  return found
}

/** Numbers that JSON does not know are written out, so that NaN and undefined are told apart. */
const text = (value: unknown): string | undefined =>
  JSON.stringify(value, (_key, member) =>
    typeof member === 'number' && !Number.isFinite(member) ? `#${member}` : member,
  )
