/** A text in both languages of the report; the page shows one of them at a time. */
export interface Words {
  readonly en: string
  readonly ja: string
}

export const words = (en: string, ja: string): Words => ({ en, ja })

/** The same in every language: a name, a number with a unit. */
export const same = (text: string): Words => ({ en: text, ja: text })

/** Both in a row, where markup cannot switch (titles of drawings, terminals). */
export const inBoth = ({ en, ja }: Words): string => (en === ja ? en : `${en} / ${ja}`)
