/** The known word that was probably meant: at most a third of it mistyped, but a letter in any case; undefined where nothing is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  const allowed = best === undefined || best.length < 2 ? 0 : Math.max(1, Math.floor(best.length / 3))
  return bestDistance <= allowed ? best : undefined
}

/** `Did you mean "x"?`, or the list of what there is. */
export function suggestion(word: string, known: readonly string[], what = 'Known'): string {
  const near = nearest(word, known)
  if (near !== undefined) return `Did you mean "${near}"?`
  if (known.length === 0) return `There are none`
  const shown = known.slice(0, 24).join(', ')
  return `${what}: ${shown}${known.length > 24 ? `, and ${known.length - 24} more` : ''}`
}

/** Optimal string alignment (Damerau 1964, adjacent transpositions count once). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1)
      }
    }
  }
  return rows[a.length][b.length]
}
