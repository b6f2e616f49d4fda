export { ruleViolations, type TransportRule, type TransportWorld } from './transport-rule.js'
export { TRANSPORT_RULES } from './transport-rules.js'
