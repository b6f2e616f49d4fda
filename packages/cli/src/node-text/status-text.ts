import type { Readiness, Status } from '@jazzgrid/node/api'
import { LocalTime } from '@jazzgrid/sim'
import { printable } from '../terminal/printable.js'

/** The rows of a small table of facts. */
const facts = (rows: readonly (readonly [string, string] | undefined)[]): string[] =>
  rows.flatMap((row) => (row === undefined ? [] : [`${row[0].padEnd(11)}${printable(row[1])}`]))

/** How a node is, for people. */
export function statusText(status: Status, zone: string): string {
  const { community, site, ledger, next, neighbours, rounds, clock, alarms } = status
  const local = new LocalTime(zone)
  const lines = facts([
    [
      'node',
      `${status.state}${status.ready ? ', ready' : ', not ready'} (version ${status.version}, pid ${status.pid})`,
    ],
    community === null
      ? undefined
      : [
          'community',
          `${community.name}: ${community.members} members, ${community.validators} validate, ${community.quorum} decide`,
        ],
    site === null
      ? undefined
      : ['account', `${site.account}${site.name === null ? '' : ` (${site.name})`}, mode ${site.mode}`],
    [
      'time',
      `${local.stamp(status.now_ms)}${status.speed === 1 ? '' : `, ${status.speed} x the speed of time`}${offsetText(clock)}`,
    ],
    ledger === null
      ? undefined
      : [
          'height',
          `${ledger.height} (${ledger.certificate.slice(0, 8)}), round of ${local.stamp(ledger.certified_at_ms)}`,
        ],
    next === null ? undefined : ['next round', local.stamp(next.round_at_ms)],
    ['neighbours', `${neighbours.connected} of ${Math.max(0, neighbours.admitted)} connected`],
    ['rounds', `${rounds.certified} certified, ${rounds.missed} missed, ${rounds.undecided} undecided since the start`],
  ])
  for (const { code, message } of status.reasons) lines.push(`! ${code}: ${printable(message)}`)
  for (const { at_ms, message } of alarms.slice(-5)) lines.push(`! ${local.stamp(at_ms)} ${printable(message)}`)
  if (status.mistakes > 0) lines.push(`! ${status.mistakes} mistakes in its config: jazzgrid config check`)
  return lines.join('\n')
}

function offsetText({ offset_ms, within_ms, sources, alarm }: Status['clock']): string {
  if (offset_ms === null) return ''
  const margin = within_ms === null ? '' : ` +-${within_ms}`
  return `, clock ${offset_ms > 0 ? '+' : ''}${offset_ms}${margin} ms against ${sources}${alarm ? ' (!)' : ''}`
}

/** Whether a node is ready, and if not why. */
export function readinessText({ ready, state, reasons }: Readiness): string {
  return [
    `${ready ? 'ready' : 'not ready'} (${state})`,
    ...reasons.map(({ code, message }) => `  ${code}: ${printable(message)}`),
  ].join('\n')
}
