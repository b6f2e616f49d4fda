/** How the terminal may be used. Nothing is detected here: the caller knows its stream and its environment. */
export interface TerminalStyle {
  /** Width in characters. */
  readonly columns: number
  readonly color: boolean
  /** No character beyond ASCII of our own; names stay as they are. */
  readonly ascii?: boolean
}

const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], blue: [34, 39], cyan: [36, 39] } as const
export type Paint = (color: keyof typeof CODES, text: string) => string

/** Select Graphic Rendition of ECMA-48, or nothing at all. */
export function painter(color: boolean): Paint {
  return color ? (name, text) => `\u001b[${CODES[name][0]}m${text}\u001b[${CODES[name][1]}m` : (_, text) => text
}

/** A name as one line of text: a terminal must not obey what stands in a scenario file. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/

/** Columns that a text takes: East Asian wide characters take two (Unicode UAX #11). For text without colour codes. */
export function textWidth(text: string): number {
  let width = 0
  for (const char of text) width += WIDE.test(char) || char.codePointAt(0)! > 0x1f2ff ? 2 : 1
  return width
}

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - textWidth(text)))
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - textWidth(text))) + text

/** Cut to a width, with a mark where something is missing. */
export function fitted(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let cut = ''
  for (const char of text) {
    if (textWidth(cut + char) > width - 1) break
    cut += char
  }
  return width < 1 ? '' : `${cut}…`
}

/**
 * Words and phrases set one after the other, a new line where the next would not fit; later lines are indented. A phrase
 * that is longer than a line goes on in the next, two columns further in; only a word that is too long is cut.
 */
export function flowed(phrases: readonly string[], width: number, indent: number, gap = 3): string[] {
  const lines: string[] = []
  let line = ''
  for (const phrase of phrases.flatMap((each) => broken(each, width - indent))) {
    const next = line === '' ? phrase : line + ' '.repeat(gap) + phrase
    if (line !== '' && indent + textWidth(next) > width) {
      lines.push(line)
      line = phrase
    } else line = next
  }
  if (line !== '') lines.push(line)
  return lines
}

/** A text as lines of a width, broken between its words. */
export function broken(text: string, width: number): string[] {
  if (textWidth(text) <= width) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const next = line === '' ? word : `${line} ${word}`
    if (line.trim() !== '' && textWidth(next) > width) {
      lines.push(line)
      line = `  ${word}`
    } else line = next
  }
  return [...lines, line].map((each) => fitted(each, width))
}

const PLAIN: Record<string, string> = { '·': '-', '–': '-', '…': '~', '│': '|', '└': '+', '─': '-', '▲': '+', '▼': '-' }

/** Our own marks in ASCII. */
export const plain = (text: string): string => text.replace(/[·–…│└─▲▼]/g, (char) => PLAIN[char])
