import { CodedError } from '@jazzgrid/units'
import { type SlotTimes, slotAt } from './slot-time.js'

/** What somebody wants to know about a run: all parts that are given must hold. */
export interface Question {
  readonly order?: number
  readonly trade?: number
  /** An agent, or a site and so all of its agents. */
  readonly name?: string
  /** UTC ms of the slot's start. */
  readonly slot?: number
}

const KINDS = ['order', 'trade', 'agent', 'site', 'slot'] as const
type Kind = (typeof KINDS)[number]

const CLOCK = /^\d{1,2}:\d{2}$/
const DATE = /^\d{4}-\d{2}-\d{2}$/
const STAMP = /^\d{4}-\d{2}-\d{2}[T ]?/

/**
 * Read a question: `order 17`, `trade 5`, `h1-battery`, `18:00`, `h1 2019-07-20T18:00`, each with or without its kind
 * before it; a bare number is an order, and a date may stand before its time as a word of its own.
 * @throws CodedError `question-unclear`, `slot-unknown`, `slot-ambiguous`
 */
export function readQuestion(words: readonly string[], slots: SlotTimes): Question {
  const question: { -readonly [K in keyof Question]: Question[K] } = {}
  const asked = datesJoined(words)
  for (let i = 0; i < asked.length; i++) {
    const named = KINDS.find((kind) => kind === asked[i])
    const kind = named ?? kindOf(asked[i])
    const text = named === undefined ? asked[i] : asked[++i]
    if (text === undefined) throw unclear(`there is nothing after '${named}'`)
    if (text.trim() === '') throw unclear('a word is empty')
    const part = kind === 'agent' || kind === 'site' ? 'name' : kind
    if (question[part] !== undefined) throw unclear(`'${text}' is a second ${kind}`)
    if (part === 'slot') question.slot = slotAt(text, slots)
    else if (part === 'name') question.name = text
    else question[part] = numberIn(text, part)
  }
  const { order, trade } = question
  if ((order ?? trade) !== undefined && Object.keys(question).length > 1) {
    throw unclear(`${order === undefined ? 'a trade' : 'an order'} is told as a whole, so ask for it alone`)
  }
  return question
}

/** `2019-07-20 18:00`, as the answers write it, comes as two words. */
const datesJoined = (words: readonly string[]): string[] =>
  words.flatMap((word, i) => {
    if (DATE.test(word) && CLOCK.test(words[i + 1] ?? '')) return [`${word}T${words[i + 1]}`]
    return CLOCK.test(word) && DATE.test(words[i - 1] ?? '') ? [] : [word]
  })

function kindOf(word: string): Kind {
  if (/^#?\d+$/.test(word)) return 'order'
  return CLOCK.test(word) || STAMP.test(word) ? 'slot' : 'agent'
}

function numberIn(text: string, kind: Kind): number {
  const match = /^#?(\d{1,15})$/.exec(text)
  if (match === null) throw unclear(`'${text}' is not the number of ${kind === 'order' ? 'an order' : 'a trade'}`)
  return Number(match[1])
}

function unclear(why: string): CodedError {
  return new CodedError(
    'question-unclear',
    `Cannot tell what to explain: ${why}. Ask for example \`order 17\`, \`trade 5\`, \`h1-battery 18:00\` or \`slot 18:00\`.`,
  )
}
