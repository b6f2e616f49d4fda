import type { Route } from '../server/route.js'
import { ADMINISTRATION_ROUTES } from './administration-routes.js'
import { ADMISSION_ROUTES } from './admission-routes.js'
import { COMMUNITY_ROUTES } from './community-routes.js'
import { HEALTH_ROUTES } from './health-routes.js'
import { HOUSEHOLD_ROUTES } from './household-routes.js'
import { MARKET_ROUTES } from './market-routes.js'
import { SITE_ROUTES } from './site-routes.js'

/** All that the local API answers. */
export const ROUTES: readonly Route[] = [
  ...HEALTH_ROUTES,
  ...MARKET_ROUTES,
  ...COMMUNITY_ROUTES,
  ...ADMISSION_ROUTES,
  ...SITE_ROUTES,
  ...HOUSEHOLD_ROUTES,
  ...ADMINISTRATION_ROUTES,
]
