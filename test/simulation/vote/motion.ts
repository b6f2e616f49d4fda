import type { Body } from '@jazzgrid/ledger'
import type { PeerName } from '@jazzgrid/network'
import type { Chance } from '@jazzgrid/units'
import type { Community } from '../community/community.js'
import type { Misfortune } from '../fault/misfortune.js'

/** Until somebody whose peer does not take a vote tries again [ms]. */
const AGAIN = 700

/** Everybody named casts the same vote within two seconds, or when the own peer next takes it. */
export function motion(at: number, voters: readonly PeerName[], what: string, body: Body, chance: Chance): Misfortune {
  return {
    at,
    says: `${voters.join(' ')} vote ${what}`,
    befall(community) {
      for (const voter of voters) {
        insist(community, at + chance.integer(2_000), () => community.home(voter).write([body]))
      }
    },
  }
}

/** Write something as soon as the home takes it. @param write says whether it did. */
export function insist(community: Community, at: number, write: () => boolean): void {
  community.at(at, () => {
    if (!write()) insist(community, at + AGAIN, write)
  })
}
