export { evPriceCapStrategy } from './price-cap-strategy.js'
export { type EvSettings, evValueStrategy } from './value-strategy.js'
