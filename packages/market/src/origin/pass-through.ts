import type { Origin } from '../order.js'

/** Energy that one site owes another in a slot, with the origin that was claimed for it. */
export interface Contract {
  readonly seller: number
  readonly buyer: number
  readonly energy: number
  readonly claim: Origin
}

/** What a site has beyond its own use, or needs beyond its own sources; one of the two is 0. */
export interface OwnBalance {
  readonly surplus: number
  readonly need: number
}

type Open = { -readonly [K in keyof Contract]: Contract[K] }

/**
 * A site that sold more than its own surplus and bought more than its own need passes energy on: it is a link in a chain.
 * Shorten every chain to contracts between who really generated (or stored) and who really used, with all sums kept. What
 * was bought last is passed on first, to who was sold to last. A chain that closes into a ring falls away: nothing moved.
 */
export function shortenChains(contracts: readonly Contract[], sites: readonly OwnBalance[]): Contract[] {
  const all: Open[] = []
  const incoming: Open[][] = sites.map(() => [])
  const outgoing: Open[][] = sites.map(() => [])
  for (const { seller, buyer, energy, claim } of contracts) enter(seller, buyer, energy, claim)

  for (let site = 0; site < sites.length; site++) {
    if (incoming[site].length === 0 || outgoing[site].length === 0) continue
    const beyondNeed = sum(incoming[site]) - sites[site].need
    const beyondSurplus = sum(outgoing[site]) - sites[site].surplus
    for (let passing = Math.min(beyondNeed, beyondSurplus); passing > 0; ) {
      const from = lastOpen(incoming[site])
      const to = lastOpen(outgoing[site])
      const energy = Math.min(passing, from.energy, to.energy)
      from.energy -= energy
      to.energy -= energy
      passing -= energy
      enter(from.seller, to.buyer, energy, from.claim)
    }
  }
  return all.filter((contract) => contract.energy > 0)

  function enter(seller: number, buyer: number, energy: number, claim: Origin): void {
    if (seller === buyer) return
    const contract = { seller, buyer, energy, claim }
    all.push(contract)
    incoming[buyer].push(contract)
    outgoing[seller].push(contract)
  }
}

const sum = (contracts: readonly Open[]): number => contracts.reduce((total, { energy }) => total + energy, 0)

/** The last contract with energy left; those used up are dropped on the way. */
function lastOpen(contracts: Open[]): Open {
  while (contracts[contracts.length - 1].energy === 0) contracts.pop()
  return contracts[contracts.length - 1]
}
