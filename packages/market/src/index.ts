export type { Order, OrderHandle, Origin, Premium, Side, Trade } from './order.js'
