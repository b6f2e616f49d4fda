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
  let least = 0
  let most = -1
  for (let i = 0; i < count; i++) {
    if (numbers[i] > most) most = numbers[i]
    if (numbers[i] < least) least = numbers[i]
  }
  if (most < 4 * count + 1024 && (least === 0 || negative === 'none')) return { group: numbers, groups: most + 1 }
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
