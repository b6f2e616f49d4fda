import type { Wh } from '@jazzgrid/units'
import type { Premium } from '../../order.js'
import type { LiveOrder } from '../matching/live-order.js'
import type { OrderRequest, ReplaceRequest } from '../request.js'

export interface Replacement {
  readonly terms: OrderRequest
  /** Nothing but the leaves falls (or nothing changes), so the order keeps its handle and its place. */
  readonly reducesOnly: boolean
}

/** The terms that a resting order would have after a replacement. */
export function replacement(order: LiveOrder, request: ReplaceRequest): Replacement {
  const { account, device, slot, side, origin } = order
  const quantity = request.quantity ?? (order.leaves as Wh)
  const price = request.price ?? order.price
  const goodTill = request.goodTill ?? order.goodTill
  const minimum = request.minimum ?? (Math.min(order.minimum, quantity) as Wh)
  const premium = request.premium ?? order.premium
  const terms: OrderRequest = {
    kind: 'order',
    tag: request.tag,
    account,
    device,
    slot,
    side,
    price,
    quantity,
    goodTill,
    ...(minimum !== 0 && { minimum }),
    ...(premium && { premium }),
    ...(side === 'sell' && { origin }),
  }
  const sameTerms =
    price === order.price &&
    goodTill === order.goodTill &&
    (request.minimum ?? order.minimum) === order.minimum &&
    samePremium(premium, order.premium)
  return { terms, reducesOnly: sameTerms && quantity <= order.leaves }
}

const samePremium = (a: Premium | undefined, b: Premium | undefined): boolean =>
  (a?.renewable ?? 0) === (b?.renewable ?? 0) && (a?.local ?? 0) === (b?.local ?? 0)
