import { at, escaped, type Markup, svgLabel } from '../../page/markup.js'
import { inBoth, type Words } from '../../text/words.js'

/** Words for those who do not see the drawing: what it is, and what it shows. */
export interface DrawingTexts {
  /** Unique in the page. */
  readonly id: string
  readonly title: Words
  readonly description: Words
}

/** A self-contained SVG image with an accessible name; it scales with the page and keeps its proportions. */
export function drawing(width: number, height: number, texts: DrawingTexts, body: Markup): Markup {
  const id = escaped(texts.id)
  return (
    `<svg viewBox="0 0 ${at(width)} ${at(height)}" width="${at(width)}" height="${at(height)}" role="img" ` +
    `aria-labelledby="${id}-t ${id}-d" xmlns="http://www.w3.org/2000/svg">` +
    `<title id="${id}-t">${escaped(inBoth(texts.title))}</title>` +
    `<desc id="${id}-d">${escaped(inBoth(texts.description))}</desc>${body}</svg>`
  )
}

export type Anchor = 'start' | 'middle' | 'end'

/** Text with its baseline at y; class names: `muted`, `strong`, `small`, `halo` (readable over lines). */
export function svgText(x: number, y: number, text: Words | string, anchor: Anchor = 'start', classes = ''): Markup {
  return (
    `<text x="${at(x)}" y="${at(y)}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}` +
    `${classes === '' ? '' : ` class="${classes}"`}>${svgLabel(text)}</text>`
  )
}

export function svgLine(x1: number, y1: number, x2: number, y2: number, classes: string): Markup {
  return `<path d="M${at(x1)} ${at(y1)}L${at(x2)} ${at(y2)}" class="${classes}"/>`
}

export const svgPath = (d: string, classes: string): Markup => (d === '' ? '' : `<path d="${d}" class="${classes}"/>`)

/** A title that a pointing device shows; the table behind the drawing holds the same for everybody else. */
export const hint = (text: string): Markup => `<title>${escaped(text)}</title>`
