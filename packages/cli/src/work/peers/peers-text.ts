import type { Terminal } from '../../terminal/terminal.js'
import type { Agreement } from './agreement.js'

/** What people read at the end: each account's statement, and whether all peers say the same. */
export function peersText(agreement: Agreement, terminal: Terminal): string {
  const { rounds, sites, heights, statements } = agreement
  const energy = rounds.reduce((sum, { energy_wh }) => sum + energy_wh, 0)
  const trades = rounds.reduce((sum, round) => sum + round.trades, 0)
  const lines = [
    '',
    `${rounds.length} rounds certified, ${trades} trades, ${(energy / 1000).toFixed(1)} kWh`,
    '',
    'site   height   bought kWh   sold kWh   paid JPY   (the same from every peer)',
    ...statements.map(({ account, bought_wh, sold_wh, cost_micro }) =>
      [
        sites[account].padEnd(6),
        String(heights[account]).padStart(6),
        (bought_wh / 1000).toFixed(1).padStart(12),
        (sold_wh / 1000).toFixed(1).padStart(10),
        (cost_micro / 1e6).toFixed(1).padStart(10),
      ].join(' '),
    ),
    '',
    agreement.holds
      ? terminal.style('green', `${sites.length} of ${sites.length} peers: the same certificates and statements`)
      : terminal.style('red', 'the peers do not agree'),
    '',
  ]
  return lines.join('\n')
}
