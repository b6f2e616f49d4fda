import { ApiError } from '../contract/api-error.js'
import type { Route } from '../server/route.js'

const NOT_YET =
  'a simulated site takes its preference and its trips from its scenario: set them there (site.set in node.yaml) before it lives'

/** Preferences and trips, for sites that can change them while they live. None can yet. */
export const HOUSEHOLD_ROUTES: readonly Route[] = (['/v1/prefs', '/v1/trips'] as const).flatMap((path) =>
  (['GET', 'PUT'] as const).map((method): Route => {
    return {
      method,
      path,
      for: method === 'GET' ? 'read' : 'prefs',
      answer() {
        throw new ApiError('not-supported', NOT_YET)
      },
    }
  }),
)
