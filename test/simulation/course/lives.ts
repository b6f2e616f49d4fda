import type { Chance } from '@jazzgrid/units'
import type { Community } from '../community/community.js'
import type { Home } from '../community/home.js'
import { HouseholdLife } from '../community/household-life.js'
import { MIDNIGHT, ROUND, SLOT_LENGTH } from '../community/small-genesis.js'

/** Everybody writes an order about every round, and the reading of every slot. @param until ms since midnight. */
export function live(homes: readonly Home[], community: Community, until: number, chance: Chance): void {
  for (const home of homes) {
    const life = new HouseholdLife(home, chance.stream(home.name))
    const own = chance.stream(`times of ${home.name}`)
    for (let at = own.integer(ROUND); at < until; at += 1 + own.integer(2 * ROUND)) {
      // every third just before or after a cut
      const cut = Math.floor(at / ROUND) * ROUND + community.genesis.collectTime
      const when = own.integer(3) === 0 ? cut - 100 + own.integer(250) : at
      community.at(when, () => life.order(MIDNIGHT + community.time))
    }
    for (let at = 0; at < until; at += SLOT_LENGTH) {
      community.at(at + own.integer(1_500), () => life.read(MIDNIGHT + at))
    }
  }
}
