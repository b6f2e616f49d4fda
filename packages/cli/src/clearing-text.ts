import type { ClearingDocument, DocumentMechanism, DocumentTrade } from '@jazzgrid/market'
import { textTable } from './terminal/text-table.js'

/** A clearing for people: what it comes to, then the trades and what is left as tables. */
export function clearingText(clearing: ClearingDocument, mechanism: DocumentMechanism): string {
  const { volume, price, marginal, welfare, trades, leaves, selfSupply } = clearing
  const lines = [
    `mechanism  ${mechanism}`,
    `volume     ${volume}`,
    `price      ${price ?? 'none: nothing trades'}`,
    ...(price === null ? [] : [`marginal   bid ${marginal.bid}, offer ${marginal.offer}`]),
    `welfare    ${welfare}`,
  ]
  const tables = [
    ...(trades.length === 0 ? [] : [tradeTable(trades)]),
    ...(selfSupply.length === 0
      ? []
      : [
          textTable(
            ['self-supply of', 'sell', 'buy', 'quantity'],
            selfSupply.map(({ participant, sell, buy, quantity }) => [participant, sell, buy, quantity]),
          ),
        ]),
    ...(leaves.length === 0
      ? []
      : [
          textTable(
            ['left of order', 'quantity'],
            leaves.map(({ id, quantity }) => [id, quantity]),
          ),
        ]),
  ]
  return `${[lines.join('\n'), ...tables].join('\n\n')}\n`
}

function tradeTable(trades: readonly DocumentTrade[]): string {
  const split = trades.some(({ sellerPrice }) => sellerPrice !== undefined)
  const head = [
    'seller',
    'buyer',
    'sell',
    'buy',
    split ? 'buyer pays' : 'price',
    ...(split ? ['seller gets'] : []),
    'quantity',
  ]
  return textTable(
    head,
    trades.map(({ seller, buyer, sell, buy, price, sellerPrice, quantity }) => [
      seller,
      buyer,
      sell,
      buy,
      price,
      ...(split ? [sellerPrice ?? price] : []),
      quantity,
    ]),
  )
}

/** A clearing for programs; `selfSupply` is there where a party supplied itself. */
export function clearingJson(clearing: ClearingDocument): string {
  const { selfSupply, ...published } = clearing
  return JSON.stringify(selfSupply.length === 0 ? published : clearing)
}
