import type { Chance } from '@jazzgrid/units'

/** Milliseconds on the way of one message. */
export type Delay = (chance: Chance) => number

export const steady =
  (ms: number): Delay =>
  () =>
    ms

/** Uniform, both ends included. */
export const between =
  (low: number, high: number): Delay =>
  (chance) =>
    low + chance.integer(high - low + 1)

const Z99 = 2.326347874

/** Log-normal: half arrive within `median` ms, one in a hundred needs longer than `p99`. */
export const longTailed = (median: number, p99: number): Delay => {
  const sigma = Math.log(p99 / median) / Z99
  return (chance) => Math.round(median * Math.exp(sigma * chance.normal()))
}

/** One direction between two peers. Probabilities in [0, 1]. */
export interface LinkConditions {
  readonly delay: Delay
  /** Of a published message: it never arrives. Of a frame: it must be sent again, which costs `retransmission`. */
  readonly loss: number
  /** Of a published message: it is heard a second time, as if the peer had forgotten the first. */
  readonly duplication: number
  /** Of a published message: it takes a second delay more and does not wait for its turn, so that others overtake it. */
  readonly reordering: number
  /** Milliseconds until TCP sends a lost packet again (RFC 6298 has at least 1 s, Linux 200 ms). */
  readonly retransmission: number
}

/** A local network without faults. */
export const FAULTLESS: LinkConditions = {
  delay: between(1, 5),
  loss: 0,
  duplication: 0,
  reordering: 0,
  retransmission: 200,
}
