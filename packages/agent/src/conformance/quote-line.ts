import { StateBook } from '../life/agent-state.js'
import type { Quote } from '../strategy/quote.js'
import type { Strategy } from '../strategy/strategy.js'
import { type Situation, stateOf, viewOf } from './situation.js'

/** A quote as a trader would call it out: `1 sell 1500 at 13.2 (surplus-forecast, concession)`, or `0 - (no-load)`. */
export function quoteLine(quote: Quote): string {
  const reasons = `(${quote.reasons.join(', ')})`
  if (quote.side === 'none') return `${quote.slot} - ${reasons}`
  const { slot, side, quantity, price, premium } = quote
  const extra = Object.entries(premium ?? {}).map(([name, more]) => ` +${more / 1000} ${name}`)
  return `${slot} ${side} ${quantity} at ${price / 1000}${extra.join('')} ${reasons}`
}

/** What a newborn strategy answers in a situation, one line a quote. */
export function answerLines<Settings>(
  strategy: Strategy<Settings>,
  settings: Settings,
  situation: Partial<Situation> = {},
): string[] {
  const view = viewOf(situation)
  const own = strategy.initial({ settings, slotLength: view.rules.slotLength })
  return strategy.quote(own, settings, view, new StateBook(stateOf(situation, own)), undefined).map(quoteLine)
}
