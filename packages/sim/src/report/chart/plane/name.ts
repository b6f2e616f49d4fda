import { textWidth } from '../../../summary/terminal-text.js'
import { at, escaped, type Markup, svgLabel } from '../../page/markup.js'
import { inBoth, same, type Words } from '../../text/words.js'
import type { Anchor } from './drawing.js'

/** Width of a letter of the drawings [px], on the safe side of common fonts; an East Asian one takes two. */
const LETTER = 7.4

/** A name that is too long for its room keeps its start and its end, where names of one kind differ. */
export function shortened(name: string, room: number): string {
  const columns = Math.max(3, Math.floor(room / LETTER))
  if (textWidth(name) <= columns) return name
  const chars = [...name]
  const taken = (from: readonly string[], width: number): string[] => {
    const end = from.findIndex((_, i) => textWidth(from.slice(0, i + 1).join('')) > width)
    return from.slice(0, end)
  }
  const head = taken(chars, Math.floor((columns - 1) / 2))
  const tail = taken(chars.toReversed(), columns - 1 - textWidth(head.join(''))).reverse()
  return `${head.join('')}…${tail.join('')}`
}

/** A name beside a drawing within its room [px], as a whole where somebody points at it; `after` follows it in any case. */
export function svgName(
  [x, y]: readonly [number, number],
  name: Words | string,
  room: number,
  anchor: Anchor,
  classes: string,
  after = '',
): Markup {
  const words = typeof name === 'string' ? same(name) : name
  const left = room - textWidth(after) * LETTER
  const short = { en: shortened(words.en, left), ja: shortened(words.ja, left) }
  const whole = short.en === words.en && short.ja === words.ja ? '' : `<title>${escaped(inBoth(words))}</title>`
  const text = svgLabel({ en: short.en + after, ja: short.ja + after })
  return `<text x="${at(x)}" y="${at(y)}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`} class="${classes}">${whole}${text}</text>`
}
