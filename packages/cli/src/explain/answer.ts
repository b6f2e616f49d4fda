import type { Row } from '@jazzgrid/sim'
import { printable } from '../terminal/printable.js'
import type { Evidence } from './evidence.js'
import type { Phrase } from './phrases.js'
import type { RowText } from './row-text.js'
import { type Band, storeLines } from './store/store-text.js'

/** The six steps of a unit with the column of their time, in their order. */
const LIFE: readonly (readonly [Phrase, string])[] = [
  ['forecasted', 'forecast_ms'],
  ['bid', 'ordered_ms'],
  ['matched', 'matched_ms'],
  ['prepared', 'prepared_ms'],
  ['delivered', 'delivered_ms'],
  ['verified', 'verified_ms'],
]

/** More decisions than this are shown as one line a slot. */
const FULL = 40

/**
 * The answer in words: slots in their order, in each what the stores did, the decisions, the fate of their orders and what
 * they traded.
 * @param bands of the stores, by name
 */
export function answerText(evidence: Evidence, text: RowText, bands: ReadonlyMap<string, Band> = new Map()): string {
  const lines: string[] = []
  const orderOf = byNumber(evidence.orders, 'decision')
  const brief = evidence.decisions.length > FULL || evidence.stores.length > FULL
  if (brief) lines.push(text.say('lastOnly'), '')
  for (const slot of slotsOf(evidence)) {
    const inSlot = (row: Row) => row.slot_ms === slot
    const summary = evidence.slots.find(inSlot)
    lines.push(`${text.say('slot')} ${text.slot(slot)}${summary === undefined ? '' : `: ${text.slotSummary(summary)}`}`)
    for (const store of evidence.stores.filter(inSlot)) {
      lines.push(...storeLines(store, text, brief, bands.get(String(store.agent))))
    }
    const decisions = evidence.decisions.filter(inSlot)
    const trades = evidence.trades.filter(inSlot)
    const shown = brief ? latestOfEach(decisions) : decisions
    for (const decision of shown) {
      lines.push(...decisionLines(decision, orderOf.get(Number(decision.decision)), text, brief))
    }
    const told = new Set(shown.map(({ decision }) => orderOf.get(Number(decision))))
    if (!brief)
      for (const order of evidence.orders.filter(inSlot)) if (!told.has(order)) lines.push(orderLine(order, text))
    for (const trade of trades) lines.push(...tradeLines(trade, evidence.deliveries, text, brief))
    lines.push('')
  }
  return lines.map(printable).join('\n')
}

function decisionLines(decision: Row, order: Row | undefined, text: RowText, brief: boolean): string[] {
  const head = `  ${text.clock(decision.decided_ms, decision.slot_ms)} ${decision.agent} ${text.action(decision)}`
  const reasons = text.reasons(decision)
  if (brief) return [`${head} - ${reasons}`]
  const inputs = text.inputs(decision)
  const alternative = text.alternative(decision)
  return [
    head,
    `        ${text.say('because')}: ${reasons}`,
    ...(inputs === '' ? [] : [`        ${text.say('saw')}: ${inputs}`]),
    ...(alternative === '' ? [] : [`        ${text.say('instead')}: ${alternative}`]),
    ...(order === undefined ? [] : [`      ${orderLine(order, text)}`]),
  ]
}

const orderLine = (order: Row, text: RowText): string =>
  `  ${text.say('orderNumber')} ${order.order}: ${text.fate(order)} ${text.clock(order.final_ms, order.slot_ms)}`

function tradeLines(trade: Row, deliveries: readonly Row[], text: RowText, brief: boolean): string[] {
  const head = `  ${text.clock(trade.matched_ms, trade.slot_ms)} ${text.say('trade')} ${trade.trade}: ${text.trade(trade)}`
  if (brief) return [head]
  return [
    head,
    ...deliveries
      .filter((delivery) => delivery.trade === trade.trade)
      .map((delivery) => {
        const steps = LIFE.flatMap(([phrase, column]) =>
          delivery[column] === null ? [] : [`${text.say(phrase)} ${text.clock(delivery[column], delivery.slot_ms)}`],
        )
        return `        ${steps.join(', ')} - ${text.verdict(delivery)}`
      }),
  ]
}

function slotsOf({ slots, stores, decisions, orders, trades }: Evidence): number[] {
  const starts = [slots, stores, decisions, orders, trades].flatMap((rows) =>
    rows.map(({ slot_ms }) => Number(slot_ms)),
  )
  return [...new Set(starts)].sort((a, b) => a - b)
}

/** What each agent decided when it last did; a bid that it takes back and the offer that follows are one decision to it. */
function latestOfEach(decisions: readonly Row[]): Row[] {
  const latest = new Map<Row[string], Row[]>()
  for (const row of decisions) {
    const earlier = latest.get(row.agent)
    if (earlier !== undefined && earlier[0].decided_ms === row.decided_ms) earlier.push(row)
    else latest.set(row.agent, [row])
  }
  return [...latest.values()].flat()
}

const byNumber = (rows: readonly Row[], column: string): Map<number, Row> =>
  new Map(rows.map((row) => [Number(row[column]), row]))
