/** Columns aligned with spaces: numbers to the right, names to the left. */
export function textTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const numeric = head.map((_, i) => rows.every((row) => typeof row[i] === 'number'))
  const cells = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, i) => Math.max(...cells.map((row) => [...row[i]].length)))
  return cells
    .map((row) =>
      row
        .map((cell, i) => (numeric[i] ? ' '.repeat(widths[i] - [...cell].length) + cell : pad(cell, widths[i])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const pad = (cell: string, width: number): string => cell + ' '.repeat(width - [...cell].length)
