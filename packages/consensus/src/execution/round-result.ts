import type { RoundReport, SettledSlot } from '@jazzgrid/market'
import { merkleRoot } from '../proof/merkle.js'
import { canonicalBytes, type Plain } from '../state/canonical-json.js'
import type { Drop } from './drop.js'

/** What a round did, beside changing the state. */
export interface RoundResult {
  readonly height: number
  readonly report: RoundReport
  readonly settled: readonly SettledSlot[]
  readonly drops: readonly Drop[]
}

/**
 * The leaves under the result root, in order: the market's own root, then trades, fates, settled lines, drops. A light
 * client asks for the leaves that concern it, each with its path.
 */
export function resultLeaves({ report, settled, drops }: RoundResult): Uint8Array[] {
  const leaf = (kind: string, content: unknown) => canonicalBytes([kind, content as Plain])
  return [
    leaf('market', [...report.root]),
    ...report.trades.map((trade) => leaf('trade', trade)),
    ...report.selfSupply.map((trade) => leaf('self-supply', trade)),
    ...report.fates.map((fate) => leaf('fate', fate)),
    ...settled.flatMap(({ lines }) => lines.map((line) => leaf('line', line))),
    ...drops.map((drop) => leaf('drop', drop)),
  ]
}

/** 32 bytes under which every trade, fate and settled line of the round can be proven. */
export const resultRoot = (result: RoundResult): Uint8Array => merkleRoot(resultLeaves(result))
