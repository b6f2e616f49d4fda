import type { Price } from '@jazzgrid/units'
import type { Genesis, SettlementRules } from '../genesis/genesis.js'

/** What validators may change by a vote, without a new community. Everything else stands in the genesis for good. */
export const PARAMETERS = ['same-feeder', 'other-feeder', 'reading-grace', 'suspend-above', 'decision-time'] as const

export type Parameter = (typeof PARAMETERS)[number]

export const isParameter = (name: string): name is Parameter => (PARAMETERS as readonly string[]).includes(name)

/** Settlement and timing as they stand after the votes so far. */
export interface Terms extends Omit<SettlementRules, 'retail' | 'feedIn'> {
  readonly decisionTime: number
}

export function termsAtGenesis({ decisionTime, settlement }: Genesis): Terms {
  const { sameFeeder, other, readingGrace, suspendAbove } = settlement
  return { decisionTime, sameFeeder, other, readingGrace, suspendAbove }
}

export function withParameter(terms: Terms, parameter: Parameter, value: number): Terms {
  switch (parameter) {
    case 'same-feeder':
      return { ...terms, sameFeeder: value as Price }
    case 'other-feeder':
      return { ...terms, other: value as Price }
    case 'reading-grace':
      return { ...terms, readingGrace: value }
    case 'suspend-above':
      return { ...terms, suspendAbove: value }
    case 'decision-time':
      return { ...terms, decisionTime: value }
  }
}
