import highsModule, { type Highs } from 'highs'
import type { Lp } from './storage-lp.js'

// the package's types are written for CommonJS, so that the default export of its module build looks like a namespace
const loadHighs = highsModule as unknown as typeof highsModule.default

let loaded: Promise<Highs> | undefined

/** The solver, loaded once per process. */
export function highs(): Promise<Highs> {
  loaded ??= loadHighs()
  return loaded
}

/** A persistent model of the programme; the caller disposes of it. Tolerances are the tightest that HiGHS allows. */
export function highsModel(solver: Highs, lp: Lp) {
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const row of lp.rows) {
    for (const [column, factor] of row.terms) {
      indices.push(column)
      values.push(factor)
    }
    starts.push(indices.length)
  }
  const numCols = lp.cost.length
  const numRows = lp.rows.length
  const model = solver.createModel({
    numCols,
    numRows,
    sense: solver.constants.objectiveSense.maximize,
    colCost: lp.cost,
    colLower: lp.lower,
    colUpper: lp.upper,
    rowLower: lp.rows.map((row) => row.lower),
    rowUpper: lp.rows.map((row) => row.upper),
    matrix: { format: 'csr', numRows, numCols, starts, indices, values },
  })
  model.options.set({
    output_flag: false,
    primal_feasibility_tolerance: 1e-10,
    dual_feasibility_tolerance: 1e-10,
  })
  return model
}

/** The optimum of the programme, or undefined where it is infeasible. */
export function optimum(solver: Highs, lp: Lp): number | undefined {
  const model = highsModel(solver, lp)
  try {
    model.run()
    const status = model.getModelStatus()
    if (status === solver.constants.modelStatus.optimal) return model.getObjectiveValue()
    if (status === solver.constants.modelStatus.infeasible) return undefined
    throw new Error(`HiGHS ended with model status ${status}`)
  } finally {
    model.dispose()
  }
}
