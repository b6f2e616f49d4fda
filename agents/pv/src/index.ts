export { pvStrategy } from './pv-strategy.js'
export { PV_SETTINGS, type PvSettings } from './settings.js'
