/** Group numbers small enough to index an array by. */
export interface DenseGroups {
  /** 0..groups-1, negative = no group. */
  readonly group: Int32Array
  readonly groups: number
}

/**
 * Account and feeder numbers are given at registration and hence small: they serve as they are. Where a caller numbers
 * them otherwise, they are renumbered.
 * @param negative whether a negative number is no group (feeders) or a group like any other (accounts).
 */
export function denseGroups(numbers: Int32Array, count: number, negative: 'none' | 'group'): DenseGroups {
  const groups = groupsAsTheyAre(numbers, count, negative)
  if (groups <= 4 * count + 1024) return { group: numbers, groups }
  const dense = new Map<number, number>()
  const group = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const number = numbers[i]
    if (number < 0 && negative === 'none') {
      group[i] = -1
      continue
    }
    let found = dense.get(number)
    if (found === undefined) {
      found = dense.size
      dense.set(number, found)
    }
    group[i] = found
  }
  return { group, groups: dense.size }
}

/**
 * A bound that no number reaches: all bits of all numbers and one more, which takes no comparison to find. A negative
 * account counts as a number of more than 31 bits.
 */
function groupsAsTheyAre(numbers: Int32Array, count: number, negative: 'none' | 'group'): number {
  let bits = 0
  if (negative === 'none') for (let i = 0; i < count; i++) bits |= numbers[i] & ~(numbers[i] >> 31)
  else for (let i = 0; i < count; i++) bits |= numbers[i]
  return (bits >>> 0) + 1
}
