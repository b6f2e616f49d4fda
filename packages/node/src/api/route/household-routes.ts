import { CodedError } from '@jazzgrid/units'
import { z } from 'zod'
import { type HouseholdLog, tripSchema } from '../../household/household-log.js'
import { ApiError } from '../contract/api-error.js'
import { PREFERENCES, type Preferences, type Trips } from '../contract/household.js'
import type { LiveNode } from '../live-node.js'
import type { Route } from '../server/route.js'
import { bodyAs } from './query.js'

const preferenceSchema = z.strictObject({ preference: z.enum(PREFERENCES) })
const tripsSchema = z.strictObject({ device: z.string().min(1), trips: z.array(tripSchema).max(400) })

/** Preferences and trips. Changes hold from the next slot on. */
export const HOUSEHOLD_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/prefs', for: 'read', answer: ({ live }) => ({ json: preferences(live()) }) },
  {
    method: 'PUT',
    path: '/v1/prefs',
    for: 'prefs',
    async answer({ live, body }) {
      const node = live()
      await householdOf(node).prefer(bodyAs(preferenceSchema, body).preference, nextSlot(node))
      return { json: preferences(node) }
    },
  },
  { method: 'GET', path: '/v1/trips', for: 'read', answer: ({ live }) => ({ json: trips(live()) }) },
  {
    method: 'PUT',
    path: '/v1/trips',
    for: 'prefs',
    async answer({ live, body }) {
      const node = live()
      const wish = bodyAs(tripsSchema, body)
      const household = householdOf(node)
      if (!household.cars.includes(wish.device)) {
        const message = `this site has no car ${wish.device}; it has ${household.cars.join(', ') || 'none'}`
        throw new ApiError('not-found', message)
      }
      await household.plan(wish.device, wish.trips, nextSlot(node)).catch((error: unknown) => {
        if (!(error instanceof CodedError) || error.code !== 'bad-trips') throw error
        throw new ApiError('bad-request', error.message)
      })
      return { json: trips(node) }
    },
  },
]

function householdOf({ household }: LiveNode): HouseholdLog {
  if (household !== undefined) return household
  throw new ApiError('not-supported', 'this node has no site whose owner could wish for anything')
}

function preferences(node: LiveNode): Preferences {
  const { value, since, pending } = householdOf(node).preference(node.clock.now())
  return {
    schema: 'jazzgrid/prefs@1',
    preference: value,
    since_ms: since ?? node.genesis.startsAt,
    pending: pending === undefined ? null : { preference: pending.value, from_ms: pending.from },
  }
}

function trips(node: LiveNode): Trips {
  const household = householdOf(node)
  const cars = household.cars.map((device) => {
    const { value, since, pending } = household.trips(device, node.clock.now())
    return {
      device,
      trips: value,
      since_ms: since ?? node.genesis.startsAt,
      pending: pending === undefined ? null : { trips: pending.value, from_ms: pending.from },
    }
  })
  return { schema: 'jazzgrid/trips@1', cars }
}

/** The slot under way is planned already. */
const nextSlot = ({ genesis, clock }: LiveNode): number =>
  (Math.floor(clock.now() / genesis.market.slotLength) + 1) * genesis.market.slotLength
