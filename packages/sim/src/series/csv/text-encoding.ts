import { SeriesFault } from '../series-fault.js'

/**
 * Text from the bytes of a file: UTF-8, or UTF-16 where a byte order mark says so, or what the scenario says.
 * Guessing further would read wrong text now and then; a file that is neither is refused.
 */
export function decodeText(bytes: Uint8Array, encoding?: string): string {
  if (bytes.length === 0)
    throw new SeriesFault({ line: 1 }, 'the file is empty (0 bytes)', 'Download or export it again')
  const label = encoding ?? markedEncoding(bytes) ?? 'utf-8'
  let decoder: InstanceType<typeof TextDecoder>
  try {
    decoder = new TextDecoder(label, { fatal: true })
  } catch {
    throw new SeriesFault(
      { key: 'encoding' },
      `there is no encoding "${label}"`,
      'Use utf-8, utf-16le, shift_jis or latin1',
    )
  }
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    const advice = encoding === undefined ? 'Save it as UTF-8, or say encoding: shift_jis (or another)' : 'Say another'
    throw new SeriesFault({ line: lineOfFault(bytes, label) }, `the bytes are not ${label} text`, advice)
  }
  const nul = text.indexOf('\u0000')
  if (nul >= 0) {
    const problem = 'the text holds NUL characters: it is binary, or UTF-16 without a byte order mark'
    throw new SeriesFault({ line: lineAt(text, nul) }, problem, 'Save it as UTF-8, or say encoding: utf-16le')
  }
  return text
}

function markedEncoding([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return undefined
}

/** The line up to which the bytes are text: the longest prefix that decodes, found by bisection. */
function lineOfFault(bytes: Uint8Array, label: string): number {
  const decodes = (length: number): boolean => {
    try {
      // a character cut in two at the end is no fault yet, which `stream` tells apart
      new TextDecoder(label, { fatal: true }).decode(bytes.subarray(0, length), { stream: true })
      return true
    } catch {
      return false
    }
  }
  let good = 0
  let bad = bytes.length + 1
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (decodes(middle)) good = middle
    else bad = middle
  }
  return lineAt(new TextDecoder(label).decode(bytes.subarray(0, good)), Number.POSITIVE_INFINITY)
}

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) line++
  return line
}
