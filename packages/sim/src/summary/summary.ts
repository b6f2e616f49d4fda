import type { RunRecord } from '../record/run-record.js'
import { focusRound, ladderOf } from '../report/book/focus-round.js'
import { type KeyFigures, keyFigures, savedShare } from '../report/reading/key-figures.js'
import { bySaving, type Statement, statements } from '../report/reading/site-statements.js'
import { type SlotSeries, slotSeries } from '../report/reading/slot-series.js'
import { spread, stores } from '../report/reading/stores.js'
import { verdicts } from '../report/reading/unit-life.js'
import { type Amounts, amountsIn, decimal, energy, fineEnergy, percent, signed } from '../report/text/amounts.js'
import { LocalTime } from '../report/text/local-time.js'
import type { Scenario } from '../scenario/scenario.js'
import { ladder } from './ladder.js'
import { grouped, hourMarks, perCharacter, sparkline } from './sparkline.js'
import {
  broken,
  fitted,
  flowed,
  type Paint,
  padEnd,
  padStart,
  painter,
  plain,
  printable,
  type TerminalStyle,
} from './terminal-text.js'

/** Columns of the margin that names what a line shows. */
const MARGIN = 12
const SPARK_ROWS = 3
const MOST_STORES = 6
const LADDER_ROWS = 4
const NARROWEST = 40

interface Context extends Omit<TerminalStyle, 'ascii'> {
  readonly ascii: boolean
  readonly run: RunRecord
  readonly scenario: Scenario
  readonly slots: SlotSeries
  readonly figures: KeyFigures
  readonly amounts: Amounts
  readonly local: LocalTime
  readonly paint: Paint
}

/**
 * What a run came to, for a terminal: key figures, the price over the day, stores, one order book, winners and losers,
 * how deliveries ended. No line is wider than `columns` (40 at least); ends with a line break.
 */
export function summary(run: RunRecord, scenario: Scenario, style: TerminalStyle): string {
  const ascii = style.ascii ?? false
  const context: Context = {
    run,
    scenario,
    color: style.color,
    ascii,
    columns: Math.max(NARROWEST, style.columns),
    slots: slotSeries(run),
    figures: keyFigures(run, scenario),
    amounts: amountsIn(scenario.market.currency),
    local: new LocalTime(scenario.time.zone),
    paint: painter(style.color),
  }
  const parts = [title(context), figures(context), prices(context), charge(context), book(context), sites(context)]
  const text = `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
  return ascii ? plain(text) : text
}

function title({ run, scenario, local, paint, columns }: Context): string[] {
  const { days, start, zone } = scenario.time
  const agents = scenario.sites.reduce((sum, site) => sum + site.devices.length, 0)
  const name = printable(run.case === 'base' ? run.scenario : `${run.scenario} · ${run.case}`)
  const about = [
    `${decimal(scenario.sites.length, 0, 0)} sites, ${decimal(agents, 0, 0)} agents`,
    `${scenario.market.mechanism} market`,
    `${local.day(start)}${days > 1 ? ` and ${days === 2 ? 'the next day' : `${days - 1} more days`}` : ''} ${zone}`,
    `seed ${printable(run.seed)}`,
    run.fidelity,
  ]
  return [paint('bold', fitted(name, columns)), ...flowed(about, columns, 0, 2).map((line) => paint('dim', line))]
}

function figures({ figures, amounts, local, scenario, run, columns, paint }: Context): string[] {
  const when = (slot: number) => (scenario.time.days > 1 ? local.stamp(slot) : local.clock(slot))
  const saved = (before: number, against: string) => {
    const share = savedShare(figures.bill, before)
    const text = Number.isNaN(share) ? '' : ` (${percent(share, 1)})`
    return `${amounts.moneyWithUnit(before - figures.bill)}${text} against ${against}`
  }
  const ended = verdicts(run).map(({ verdict, units }) => `${decimal(units, 0, 0)} ${printable(verdict)}`)
  const rows: [string, string[]][] = [
    [
      'price',
      [
        `mean ${amounts.priceWithUnit(figures.meanPrice)}`,
        `lowest ${amounts.price(figures.lowest.price)} at ${when(figures.lowest.slot)}`,
        `highest ${amounts.price(figures.highest.price)} at ${when(figures.highest.slot)}`,
      ],
    ],
    [
      'traded',
      [energy(figures.traded), `${decimal(figures.units, 0, 0)} units`, `self-supply ${energy(figures.selfSupply)}`],
    ],
    ['all bills', [amounts.moneyWithUnit(figures.bill), 'with the market, stores priced in']],
    [
      'saved',
      [saved(figures.selfConsumptionBill, 'batteries for own use'), saved(figures.supplierOnlyBill, 'idle batteries')],
    ],
    ['energy used', [`${percent(figures.renewableShare)} renewable`, `${percent(figures.localShare)} local`]],
    ['deliveries', ended.length === 0 ? ['none'] : ended],
    ...(figures.driven + figures.stranded > 0 ? [driving(figures)] : []),
  ]
  return rows.flatMap(([name, phrases]) =>
    flowed(phrases, columns, MARGIN + 1).map(
      (line, i) => `${paint('cyan', padEnd(i === 0 ? name : '', MARGIN))} ${line}`,
    ),
  )
}

function driving({ driven, stranded }: KeyFigures): [string, string[]] {
  const lacking =
    stranded > 0 ? `${fineEnergy(stranded)} of the trips more than the batteries held` : 'every trip on the battery'
  return ['driven', [energy(driven), lacking]]
}

function prices({ slots, amounts, local, ascii, columns, paint }: Context): string[] {
  const known = [...slots.low, ...slots.high, ...slots.mean].filter(Number.isFinite)
  if (known.length === 0) return []
  const size = perCharacter(slots.start.length, columns - MARGIN - 4)
  const means = grouped(slots.mean, size)
  // feed-in to retail is the room the price has; a price outside of it widens the scale
  const low = least([...slots.feedIn, ...slots.mean])
  const high = -least([...slots.retail, ...slots.mean].map((value) => -value))
  const rows = sparkline(means, { height: SPARK_ROWS, low, high, ascii })
  const edge = (row: number) => (row === 0 ? amounts.price(high) : row === SPARK_ROWS - 1 ? amounts.price(low) : '')
  return [
    ...heading(paint, columns, 'price', `by slot, ${amounts.priceUnit}, from feed-in to retail`),
    ...rows.map((row, i) => `${padStart(edge(i), MARGIN)} │${paint('green', row)}`.trimEnd()),
    `${' '.repeat(MARGIN + 2)}${paint('dim', hourMarks(slots.start, size, local))}`,
  ]
}

function charge({ run, scenario, slots, ascii, columns, paint }: Context): string[] {
  const found = stores(run, scenario, slots.start)
  if (found.length === 0) return []
  const size = perCharacter(slots.start.length, columns - MARGIN - 14)
  const row = (name: string, soc: Float64Array) => {
    const known = soc.filter(Number.isFinite)
    const range = known.length === 0 ? '' : `${bare(least(known))}-${percent(-least(known.map((value) => -value)))}`
    const [line] = sparkline(grouped(soc, size), { low: 0, high: 1, ascii })
    return `${padEnd(fitted(printable(name), MARGIN), MARGIN)} │${paint('green', line)} ${paint('dim', range)}`.trimEnd()
  }
  const lines =
    found.length > MOST_STORES
      ? [row('median', spread(found, slots.start.length).median)]
      : found.map(({ name, soc }) => row(name, soc))
  return [
    ...heading(paint, columns, 'state of charge', `of ${decimal(found.length, 0, 0)} stores by slot, 0 to 100 %`),
    ...lines,
  ]
}

function book({ run, scenario, amounts, local, color, columns, paint }: Context): string[] {
  const focus = focusRound(run)
  if (!focus) return []
  const product = `${local.clock(focus.slot)}-${local.clock(focus.slot + scenario.market.slotLength)}`
  const { book, instant } = ladderOf(focus)
  return [
    ...heading(paint, columns, 'book', `of ${product} ${instant} the round of ${local.stamp(focus.time)}`),
    ...broken(`${energy(focus.volume)} traded in it at ${amounts.priceWithUnit(focus.price)}`, columns),
    ...ladder(book, { amounts, shown: LADDER_ROWS, color }),
  ]
}

function sites({ run, scenario, amounts, columns, paint }: Context): string[] {
  const sorted = bySaving(statements(run, scenario))
  const winners = sorted.filter(({ saved }) => saved > 0).slice(0, 3)
  const losers = sorted
    .filter(({ saved }) => saved < 0)
    .reverse()
    .slice(0, 3)
  const row = (mark: string, color: 'green' | 'red') => (each: Statement) => {
    const amount = `${mark} ${padStart(signed(amounts.moneyWithUnit(each.saved)), 14)}`
    return `${paint(color, amount)}  ${fitted(printable(each.account), columns - 18)}`
  }
  if (winners.length + losers.length === 0) return []
  return [
    ...heading(
      paint,
      columns,
      'saved',
      `against a day without market, ${losers.length === 0 ? 'most' : 'most and least'}`,
    ),
    ...winners.map(row('▲', 'green')),
    ...losers.map(row('▼', 'red')),
  ]
}

function heading(paint: Paint, columns: number, name: string, rest: string): string[] {
  const [first, ...others] = broken(`${name} ${rest}`, columns)
  return [paint('cyan', name) + first.slice(name.length), ...others]
}

const bare = (share: number): string => percent(share).replace(' %', '')

/** Smallest of what is known. */
function least(values: Iterable<number>): number {
  let low = Number.POSITIVE_INFINITY
  for (const value of values) if (value < low) low = value
  return low
}
