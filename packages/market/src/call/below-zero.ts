const SHIFT_OUT = 2 ** -53

/**
 * -1 below zero, otherwise 0, for integers of at most 53 bits. Whether an order is accepted is a coin toss to a
 * branch predictor; arithmetic instead of a branch makes such a sweep several times faster.
 */
export function belowZero(value: number): number {
  return Math.floor(value * SHIFT_OUT) | 0
}
