import { CodedError } from '@jazzgrid/units'
import type { ExplainChoice } from '../../command/explain.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { explanationText } from '../../node-text/explanation-text.js'
import type { Terminal } from '../../terminal/terminal.js'
import { slotOf } from './market.js'
import { connect, ownZone, print } from './node-connection.js'

/** Whether the words ask a node, and not a run folder: a time, or an order's number. */
export const asksNode = ([first]: readonly string[]): boolean =>
  first === 'order' || /^(\d{4}-\d{2}-\d{2}[T ])?\d{1,2}:\d{2}/.test(first)

/** Why the site of a running node did what it did. */
export async function explainNode(
  what: readonly string[],
  choice: ExplainChoice,
  terminal: Terminal,
): Promise<ExitCode> {
  const node = await connect(choice, terminal)
  const question = await (async () => {
    if (what[0] !== 'order') return { slot_ms: await slotOf(what.join(' '), node, terminal) }
    const order = Number(what[1])
    if (what.length === 2 && Number.isInteger(order) && order >= 0) return { order }
    throw new CodedError('no-question', `'${what.join(' ')}' names no order. Write: jazzgrid explain order 12`)
  })()
  const [answer, { slot_length_ms: slotLength }] = await Promise.all([node.explain(question), node.book()])
  const options = { lang: choice.lang, zone: ownZone(terminal), slotLength }
  print(answer, choice, terminal, (of) => explanationText(of, options))
  return EXIT.ok
}
