export { drawScenario, modeOf, scriptOf } from './draw-scenario.js'
export { type Scenario, simulate, type Verdict } from './simulation.js'
