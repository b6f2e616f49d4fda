import type { Highs } from 'highs'
import { highsModel } from '../../../packages/agent/test/highs-model.js'
import type { Lp } from '../../../packages/agent/test/storage-lp.js'

/** One way of planning all gates; writes the values and returns the microseconds per plan. */
export type Method = (values: Float64Array) => number

/** The fastest that HiGHS offers for models this small; measured against primal simplex, presolve, scaling, tolerances. */
const FASTEST = { presolve: 'off', solver: 'simplex' }

/**
 * A live model, as an agent with HiGHS would keep it: change costs and bounds from gate to gate and run again.
 * @param cold forgets the last basis and solution before each run.
 */
export function byLiveModel(solver: Highs, programmes: Lp[], cold: boolean): Method {
  const model = highsModel(solver, programmes[0])
  model.options.set(FASTEST)
  const columns = { kind: 'range', from: 0, to: programmes[0].cost.length - 1 } as const
  const rows = { kind: 'range', from: 0, to: programmes[0].rows.length - 1 } as const
  const inputs = programmes.map((lp) => ({
    cost: Float64Array.from(lp.cost),
    lower: Float64Array.from(lp.lower),
    upper: Float64Array.from(lp.upper),
    rowLower: Float64Array.from(lp.rows, (row) => row.lower),
    rowUpper: Float64Array.from(lp.rows, (row) => row.upper),
    offset: lp.offset ?? 0,
  }))
  return (values) => {
    const start = performance.now()
    inputs.forEach(({ cost, lower, upper, rowLower, rowUpper, offset }, gate) => {
      model.changeColsCost(columns, cost)
      model.changeColsBounds(columns, lower, upper)
      model.changeRowsBounds(rows, rowLower, rowUpper)
      if (cold) model.clearSolver()
      model.run()
      values[gate] = model.getObjectiveValue() + offset
      model.getSolution()
    })
    return ((performance.now() - start) * 1000) / inputs.length
  }
}

/** Without a live model: pass it, solve it, read it. */
export function byNewModel(solver: Highs, programmes: Lp[]): Method {
  return (values) => {
    const start = performance.now()
    programmes.forEach((lp, gate) => {
      const model = highsModel(solver, lp)
      model.options.set(FASTEST)
      model.run()
      values[gate] = model.getObjectiveValue() + (lp.offset ?? 0)
      model.getSolution()
      model.dispose()
    })
    return ((performance.now() - start) * 1000) / programmes.length
  }
}
