import { inBoth, type Words, words } from '../text/words.js'
import { escaped, label, type Markup } from './markup.js'

/** A part of the report under a heading. */
export interface Section {
  /** Fragment of its address, unique in the page. */
  readonly id: string
  readonly title: Words
  /** What the reader sees here and how to read it. */
  readonly intro: Words
  readonly body: Markup
}

export function sectionMarkup({ id, title, intro, body }: Section): Markup {
  return (
    `<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h">${label(title)}</h2>` +
    `<p class="intro">${label(intro)}</p>${body}</section>`
  )
}

const SIDEWAYS = words('⇆ Wider than a small screen: it scrolls sideways.', '⇆ 小さな画面では横にスクロールできる。')

/** A drawing that may be wider than the screen: scrolls by itself, also with the keyboard. */
export function scrolling(name: Words, drawing: Markup): Markup {
  return (
    `<p class="swipe">${label(SIDEWAYS)}</p>` +
    `<div class="scroll" role="region" tabindex="0" aria-label="${escaped(inBoth(name))}">${drawing}</div>`
  )
}

export const THE_NUMBERS = words('The numbers behind it', '元の数値')
