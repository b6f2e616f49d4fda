/**
 * A time-dependent tactic (Faratin, Sierra & Jennings 1998) with a stop on the way: from the opening price to the price
 * that the slot is expected to trade at, and from there to the reservation price as the gate nears.
 *
 * The first leg lets buyers and sellers meet near the expected price; the second sees to it that a side that is in
 * excess underbids itself instead of going home with nothing.
 */
export interface Concession {
  /** Price at urgency 0. */
  readonly opening: number
  /** Price at the turn. */
  readonly expected: number
  /** Price at urgency 1: never conceded beyond. */
  readonly reservation: number
  /** Urgency at which the expected price is reached, in (0, 1). */
  readonly turn: number
}

/** The limit at this urgency, not yet on a tick. */
export function concede(tactic: Concession, urgency: number): number {
  const { opening, expected, reservation, turn } = tactic
  if (urgency <= turn) return opening + (expected - opening) * (urgency / turn)
  return expected + (reservation - expected) * ((urgency - turn) / (1 - turn))
}
