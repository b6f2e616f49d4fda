/**
 * Share an integer total in proportion to integer weights by largest remainder (Hamilton's method).
 * A share never exceeds its weight where total <= sum of weights. Equal remainders go to the lower rank first, so the
 * result depends on ranks and not on the order of the input.
 * @param rank distinct tie-break ranks, one per weight; the index by default.
 */
export function apportion(total: number, weights: readonly number[], rank?: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum === 0) return weights.map(() => 0)
  if (total === sum) return [...weights]
  const exact = total * sum <= Number.MAX_SAFE_INTEGER
  const remainders: (number | bigint)[] = []
  let left = total
  const shares = weights.map((weight, i) => {
    let share: number
    if (exact) {
      share = Math.floor((total * weight) / sum)
      // total*weight/sum may round up to the next integer in floating point; the integer remainder says so
      if (share * sum > total * weight) share--
      remainders[i] = total * weight - share * sum
    } else {
      const product = BigInt(total) * BigInt(weight)
      share = Number(product / BigInt(sum))
      remainders[i] = product % BigInt(sum)
    }
    left -= share
    return share
  })
  if (left > 0) {
    const order = weights.map((_, i) => i)
    order.sort((a, b) =>
      remainders[a] === remainders[b] ? (rank?.[a] ?? a) - (rank?.[b] ?? b) : remainders[a] > remainders[b] ? -1 : 1,
    )
    for (let i = 0; i < left; i++) shares[order[i]]++
  }
  return shares
}
