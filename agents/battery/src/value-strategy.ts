import { StorePlan, type StoreSettings, type Strategy, storeQuotes, storeSetpoint } from '@jazzgrid/agent'

/** One workspace for all batteries of a process: a plan leaves nothing behind for the next. */
const plan = new StorePlan()

/**
 * A battery that trades by the marginal value of its stored energy over the price forecast: it buys below and sells above,
 * and the slopes of the value function are its limits. No arbitrary table.
 */
export const valueStrategy: Strategy<StoreSettings, null> = {
  name: 'battery-value',
  initial: () => null,
  quote(_own, settings, view, book) {
    plan.look(settings, view, book)
    plan.think(settings, view, book)
    return storeQuotes(plan, settings, view, book, 'battery')
  },
  setpoint: (_own, settings, call, book) => storeSetpoint(plan, settings, call, book),
}
