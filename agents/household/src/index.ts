export { householdStrategy } from './household-strategy.js'
export { HOUSEHOLD_SETTINGS, type HouseholdSettings } from './settings.js'
