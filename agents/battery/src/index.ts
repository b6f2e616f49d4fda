export { BIDDING_TABLE, type BiddingRow, rowAt, TABLE_LOT } from './bidding-table.js'
export { tableStrategy } from './table-strategy.js'
export { valueStrategy } from './value-strategy.js'
