import type { PeerEvent, StatementLine } from './peer-event.js'
import type { PeerVillage } from './peer-village.js'

type Certified = Extract<PeerEvent, { event: 'certified' }>

/** A round as the first peer told it, and which peers told the same. */
interface ToldRound {
  readonly round: Certified
  readonly peers: Set<number>
}

/** Compares what the peers say: certificates and statements of every height must be the same from each of them. */
export class Agreement {
  readonly #village: PeerVillage
  readonly #rounds = new Map<number, ToldRound>()
  readonly #heights: number[]
  readonly #statements: (readonly StatementLine[] | undefined)[]
  /** By time of the round: how many members the last peer that told could reach. */
  readonly #undecided = new Map<number, number>()
  #news: string[] = []
  #differs = false

  constructor(village: PeerVillage) {
    this.#village = village
    this.#heights = village.sites.map(() => 0)
    this.#statements = village.sites.map(() => undefined)
  }

  hear(peer: number, event: PeerEvent): void {
    const name = this.#village.sites[peer]
    switch (event.event) {
      case 'ready':
        this.#news.push(`${name} is ready at height ${event.height}`)
        this.#heights[peer] = event.height
        return
      case 'alarm':
        this.#news.push(`${name} raises an alarm: ${event.what}`)
        return
      case 'undecided':
        // one voice a round is enough
        if (!this.#undecided.has(event.at_ms)) this.#news.push(undecidedLine(name, event))
        this.#undecided.set(event.at_ms, event.reachable)
        return
      case 'stopped':
        this.#statements[peer] = event.statements
        return
      case 'certified':
        this.#certified(peer, event)
    }
  }

  /** Lines for people since the last call. */
  news(): string[] {
    return this.#news.splice(0)
  }

  /** Whether a round of this time [UTC ms] or later is certified. */
  isAt(time: number): boolean {
    return this.rounds.some(({ at_ms }) => at_ms >= time)
  }

  /** Whether all peers are at the same height. */
  get isLevel(): boolean {
    return new Set(this.#heights).size === 1
  }

  /** By height. */
  get rounds(): readonly Certified[] {
    return [...this.#rounds.values()].map(({ round }) => round).sort((a, b) => a.height - b.height)
  }

  get sites(): readonly string[] {
    return this.#village.sites
  }

  get heights(): readonly number[] {
    return this.#heights
  }

  /** Of the first peer that told. */
  get statements(): readonly StatementLine[] {
    return this.#statements.find((lines) => lines !== undefined) ?? []
  }

  /** Whether every peer is at the same height with the same certificates and statements. */
  get holds(): boolean {
    const texts = this.#statements.map((lines) => JSON.stringify(lines))
    return (
      !this.#differs && this.isLevel && new Set(texts).size === 1 && texts[0] !== undefined && this.#rounds.size > 0
    )
  }

  result() {
    return {
      schema: 'jazzgrid/peers@1',
      same: this.holds,
      peers: this.sites.map((site, i) => ({ site, height: this.#heights[i] })),
      rounds: this.rounds.map(({ event: _, ...round }) => round),
      undecided: [...this.#undecided].map(([at_ms, reachable]) => ({ at_ms, reachable })),
      statements: this.statements,
    }
  }

  #certified(peer: number, round: Certified): void {
    this.#heights[peer] = round.height
    const told = this.#rounds.get(round.height)
    if (told === undefined) {
      this.#rounds.set(round.height, { round, peers: new Set([peer]) })
      if (round.trades > 0 || round.height % 6 === 1) this.#news.push(lineOf(round))
      return
    }
    told.peers.add(peer)
    if (told.round.certificate === round.certificate && told.round.statements === round.statements) return
    this.#differs = true
    this.#news.push(
      `${this.#village.sites[peer]} has another certificate or other statements at height ${round.height}`,
    )
  }
}

function undecidedLine(
  name: string,
  { at_ms, members, reachable, needed }: Extract<PeerEvent, { event: 'undecided' }>,
) {
  const reached = `${name} reaches ${reachable} of ${members} members`
  const why =
    reachable < needed ? `${reached}, and ${needed} must agree: nobody trades, the supplier delivers` : reached
  return `${clockOf(at_ms)}  not decided: ${why}`
}

const clockOf = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`

function lineOf({ height, at_ms, certificate, trades, energy_wh, turnover_micro }: Certified): string {
  const price = energy_wh === 0 ? '' : ` at ${(turnover_micro / energy_wh / 1000).toFixed(1)} a kWh`
  const traded = trades === 0 ? 'no trade' : `${(energy_wh / 1000).toFixed(1)} kWh in ${trades} trades${price}`
  return `${clockOf(at_ms)}  round ${height}  ${certificate.slice(0, 12)}  ${traded}`
}
