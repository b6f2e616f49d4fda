/** `3 orders between 235 and 8088`: what may be asked for, where numbers have gaps and begin anywhere. */
export function numberRange(what: string, numbers: readonly number[]): string {
  if (numbers.length === 0) return `no ${what}`
  let [least, most] = [numbers[0], numbers[0]]
  for (const number of numbers) {
    if (number < least) least = number
    if (number > most) most = number
  }
  return `${numbers.length} ${what} between ${least} and ${most}`
}
