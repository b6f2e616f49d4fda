import type { Price, Slot, Wh } from '@jazzgrid/units'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { Order, OrderHandle } from '../order.js'
import type { MarketAccount } from './market-account.js'
import type { MarketRules } from './market-rules.js'
import { MarketState } from './market-state.js'
import { type LiveOrder, liveOrder } from './matching/live-order.js'

/** Everything that a market needs to go on from here, as plain JSON. The rules are not in it. */
export interface MarketSnapshot {
  /** UTC ms of the last round; null before the first. */
  readonly at: number | null
  /** Hex. */
  readonly root: string
  readonly firstOpen: Slot
  readonly lastHandle: OrderHandle
  readonly accounts: readonly (readonly [account: number, terms: MarketAccount])[]
  /** `pending`: the resting offers are still to be taken out. */
  readonly suspended: readonly { readonly account: number; readonly until: number; readonly pending: boolean }[]
  /** The oldest first. */
  readonly orders: readonly LiveOrderSnapshot[]
  /** What traded in the open products. */
  readonly products: readonly ProductSnapshot[]
}

export interface LiveOrderSnapshot {
  readonly handle: OrderHandle
  readonly tag: number
  readonly leaves: Wh
  readonly feeder: number
  readonly terms: Order
}

export interface ProductSnapshot {
  readonly slot: Slot
  readonly lastPrice: Price | null
  readonly lastQuantity: number
  readonly volume: number
}

export function snapshotOf(state: MarketState): MarketSnapshot {
  const { at, root, products, pool, accounts, suspended, newlySuspended, live } = state
  return {
    at: at ?? null,
    root: bytesToHex(root),
    firstOpen: products.first,
    lastHandle: pool.lastHandle,
    accounts: [...accounts],
    suspended: [...suspended].map(([account, until]) => ({ account, until, pending: newlySuspended.has(account) })),
    orders: [...live.values()].map(orderSnapshot),
    products: products.quoted().map(({ slot, lastPrice, lastQuantity, volume }) => ({
      slot,
      lastPrice: Number.isNaN(lastPrice) ? null : (lastPrice as Price),
      lastQuantity,
      volume,
    })),
  }
}

/** @param rules the rules under which the snapshot was taken. */
export function stateFrom(rules: MarketRules, snapshot: MarketSnapshot): MarketState {
  const state = new MarketState(rules)
  for (const [account, terms] of snapshot.accounts) state.accounts.set(account, terms)
  for (const { account, until, pending } of snapshot.suspended) {
    state.suspended.set(account, until)
    if (pending) state.newlySuspended.add(account)
  }
  state.root = hexToBytes(snapshot.root)
  if (snapshot.at !== null) {
    state.at = snapshot.at
    state.products.first = snapshot.firstOpen
    state.products.openUntil(snapshot.at)
  }
  for (const { handle, tag, leaves, feeder, terms } of snapshot.orders) {
    const order = { ...liveOrder(terms, tag, { feeder }, rules), handle, leaves }
    state.products.of(order.slot).bookFor(order).restore(order, handle, leaves)
    state.keep(order)
  }
  for (const { slot, lastPrice, lastQuantity, volume } of snapshot.products) {
    const product = state.products.of(slot)
    product.lastPrice = lastPrice ?? Number.NaN
    product.lastQuantity = lastQuantity
    product.volume = volume
    state.board.write(product)
  }
  state.pool.skipTo(snapshot.lastHandle)
  return state
}

function orderSnapshot(order: LiveOrder): LiveOrderSnapshot {
  const { handle, tag, leaves, feeder, account, device, slot, side, price, quantity, goodTill } = order
  const terms: Order = {
    account,
    device,
    slot,
    side,
    price,
    quantity,
    goodTill,
    ...(order.minimum > 0 && { minimum: order.minimum as Wh }),
    ...(order.premium && { premium: order.premium }),
    ...(side === 'sell' && { origin: order.origin }),
  }
  return { handle, tag, leaves: leaves as Wh, feeder, terms }
}
