import { inBoth, type Words } from '../text/words.js'
import { escaped, label, type Markup } from './markup.js'

export interface DataColumn {
  readonly head: Words | string
  /** Numbers stand to the right; a word is not broken; a sentence gets room. The first column names its row. */
  readonly kind: 'text' | 'word' | 'sentence' | 'number'
}

/** A table of ready cells. @param sums how many rows at the end are totals. */
export function dataTable(
  caption: Words,
  columns: readonly DataColumn[],
  rows: readonly (readonly Markup[])[],
  sums = 0,
): Markup {
  const head = columns.map(({ head, kind }) => `<th scope="col"${styled(kind)}>${label(head)}</th>`).join('')
  const body = rows.map((cells, row) => {
    const parts = cells.map((cell, i) =>
      i === 0 && columns[0].kind !== 'number'
        ? `<th scope="row">${cell}</th>`
        : `<td${styled(columns[i].kind)}>${cell}</td>`,
    )
    return `<tr${row >= rows.length - sums ? ' class="sum"' : ''}>${parts.join('')}</tr>`
  })
  return (
    `<div class="scroll" role="region" aria-label="${escaped(inBoth(caption))}" tabindex="0">` +
    `<table class="data"><caption>${label(caption)}</caption><thead><tr>${head}</tr></thead>` +
    `<tbody>${body.join('')}</tbody></table></div>`
  )
}

const CLASSES: Readonly<Record<DataColumn['kind'], string>> = {
  text: '',
  word: ' class="w"',
  sentence: ' class="s"',
  number: ' class="n"',
}

const styled = (kind: DataColumn['kind']): string => CLASSES[kind]

/** The numbers behind a drawing, folded away. */
export function behind(summary: Words, table: Markup): Markup {
  return `<details><summary>${label(summary)}</summary>${table}</details>`
}
