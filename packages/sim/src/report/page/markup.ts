import { same, type Words } from '../text/words.js'

/** Ready HTML or SVG text. Whatever came from a scenario or a run goes through `escaped` first. */
export type Markup = string

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it may stand in an element or in a quoted attribute. XML forbids most control characters: they are dropped. */
export function escaped(text: string): Markup {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are not allowed
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"']/g, (char) => ENTITIES[char])
}

/** Both languages side by side; the style sheet shows the one that is chosen. Equal texts are written once. */
export function label(text: Words | string): Markup {
  const { en, ja } = typeof text === 'string' ? same(text) : text
  return en === ja ? escaped(en) : `<span lang="en">${escaped(en)}</span><span lang="ja">${escaped(ja)}</span>`
}

/** The same within an SVG text element. */
export function svgLabel(text: Words | string): Markup {
  const { en, ja } = typeof text === 'string' ? same(text) : text
  return en === ja ? escaped(en) : `<tspan lang="en">${escaped(en)}</tspan><tspan lang="ja">${escaped(ja)}</tspan>`
}

/** A real minus sign: as wide as a plus, so that signs line up in a column of digits. Plain text, not markup. */
export const withMinus = (text: string): string => text.replace(/^-/, '\u2212')

/** A number text as markup. */
export const figure = (text: string): Markup => escaped(withMinus(text))

/** A coordinate: tenths of a pixel are enough, and keep the page small. */
export const at = (coordinate: number): string => String(Math.round(coordinate * 10) / 10)
