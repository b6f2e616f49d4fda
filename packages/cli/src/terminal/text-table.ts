import { printable } from './printable.js'

/** Columns aligned with spaces: numbers to the right, names to the left, each on its line whatever it holds. */
export function textTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const numeric = head.map((_, i) => rows.every((row) => typeof row[i] === 'number'))
  const cells = [head, ...rows].map((row) => row.map((cell) => printable(String(cell))))
  const widths = head.map((_, i) => cells.reduce((widest, row) => Math.max(widest, textWidth(row[i])), 0))
  return cells
    .map((row) =>
      row
        .map((cell, i) => {
          const gap = ' '.repeat(widths[i] - textWidth(cell))
          return numeric[i] ? gap + cell : cell + gap
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g

/** Columns that a text takes: an East Asian wide character takes two (Unicode UAX #11), as does what takes two units. */
const textWidth = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0)
