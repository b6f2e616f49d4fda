import type { CertifiedTrade } from '../../journal/journal.js'
import type { TradeReport, Trades, TradesQuery } from '../contract/market-report.js'
import type { LiveNode } from '../live-node.js'

export function tradesView({ genesis, account, journal }: LiveNode, query: TradesQuery & { limit: number }): Trades {
  const { slotLength } = genesis.market
  const { from_ms = 0, to_ms = Number.POSITIVE_INFINITY, slot_ms, own = false, after, limit } = query
  const past = after === undefined ? undefined : placeOf(after)
  const found: TradeReport[] = []
  let more = false
  for (const certified of journal.trades) {
    if (past !== undefined && !isAfter(certified, past)) continue
    const starts = certified.trade.slot * slotLength
    if (starts < from_ms || starts >= to_ms || (slot_ms !== undefined && starts !== slot_ms)) continue
    const report = tradeReport(certified, slotLength, account)
    if (own && report.own === null) continue
    if (found.length === limit) {
      more = true
      break
    }
    found.push(report)
  }
  return {
    schema: 'jazzgrid/trades@1',
    account,
    from_height: journal.firstHeight,
    trades: found,
    next: more ? found[found.length - 1].id : null,
  }
}

export function tradeReport(
  { height, place, certificate, trade }: CertifiedTrade,
  slotLength: number,
  account: number,
): TradeReport {
  const { buyer, seller } = trade
  const self = buyer === seller
  return {
    id: `${height}-${place}`,
    height,
    certificate,
    at_ms: trade.at,
    slot_ms: trade.slot * slotLength,
    buyer,
    buyer_device: trade.buyerDevice,
    seller,
    seller_device: trade.sellerDevice,
    price_micro_per_wh: trade.price,
    quantity_wh: trade.quantity,
    origin: trade.origin,
    self_supply: self,
    own: buyer === account ? (self ? 'self' : 'buy') : seller === account ? 'sell' : null,
  }
}

/** @returns undefined where the text names no trade. */
export function placeOf(id: string): readonly [height: number, place: number] | undefined {
  const found = /^(\d{1,15})-(\d{1,9})$/.exec(id)
  return found === null ? undefined : [Number(found[1]), Number(found[2])]
}

const isAfter = ({ height, place }: CertifiedTrade, [pastHeight, pastPlace]: readonly [number, number]): boolean =>
  height > pastHeight || (height === pastHeight && place > pastPlace)
