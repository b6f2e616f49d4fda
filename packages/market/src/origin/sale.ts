import { apportion } from '@jazzgrid/units'
import type { Origin } from '../order.js'
import { available, classesOf, draw, emptyMix, GRID, type Mix } from './mix.js'
import type { Contract } from './pass-through.js'

const CLAIMS = ['pv', 'battery', 'ev'] as const

/**
 * What the contracts of one seller are made of. A unit gets the origin that was claimed for it as far as the surplus has
 * it, then what else the surplus holds, in proportion; what the seller did not have came from the grid.
 * @param surplus what the site has beyond its own use; what is sold is taken out of it.
 * @returns one mix per contract, each of exactly its energy.
 */
export function sellFrom(surplus: number[], contracts: readonly Contract[]): Mix[] {
  const mixes = contracts.map(emptyMix)
  const open = contracts.map((contract) => contract.energy)
  for (const claim of CLAIMS) serve(claim)
  serve()
  open.forEach((energy, i) => {
    mixes[i][GRID] += energy
  })
  return mixes

  /** Serve the contracts of one claim from the classes it means; without a claim, all from all. */
  function serve(claim?: Origin): void {
    const which: number[] = []
    for (let i = 0; i < contracts.length; i++) {
      if (open[i] > 0 && (claim === undefined || contracts[i].claim === claim)) which.push(i)
    }
    const classes = claim && classesOf(claim)
    const there = which.length === 0 ? 0 : available(surplus, classes)
    if (there === 0) return
    const wanted = which.map((i) => open[i])
    const total = wanted.reduce((a, b) => a + b, 0)
    const shares = apportion(Math.min(total, there), wanted)
    which.forEach((i, k) => {
      draw(surplus, shares[k], mixes[i], classes)
      open[i] -= shares[k]
    })
  }
}
