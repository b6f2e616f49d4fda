import type { Book, NodeClient } from '@jazzgrid/node/api'
import type { BookChoice, TradesChoice } from '../../command/node/market.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { type BookTextOptions, bookText } from '../../node-text/book-text.js'
import { slotNamed } from '../../node-text/slot-name.js'
import { tradesText } from '../../node-text/trades-text.js'
import type { Context } from '../../program.js'
import type { Terminal } from '../../terminal/terminal.js'
import { connect, ownZone, print } from './node-connection.js'

/** The cursor at home, and nothing on the screen. */
const WIPE = '\u001b[H\u001b[2J'

export async function book(choice: BookChoice, { terminal, signal }: Context): Promise<ExitCode> {
  const node = await connect(choice, terminal)
  const slot = choice.slot === undefined ? undefined : await slotOf(choice.slot, node, terminal)
  const query = slot === undefined ? {} : { slot_ms: slot }
  const options = {
    zone: ownZone(terminal),
    color: terminal.output.colored,
    ...(slot !== undefined && { slot }),
  }
  if (!choice.watch) print(await node.book(query), choice, terminal, (answer) => bookText(answer, options))
  else for await (const answer of node.watchBook(query, signal)) show(answer, choice, terminal, options)
  return EXIT.ok
}

function show(answer: Book, choice: BookChoice, terminal: Terminal, options: BookTextOptions): void {
  const screen = terminal.live && !choice.json
  if (screen) terminal.out(WIPE)
  print(answer, choice, terminal, (of) => `${bookText(of, options)}${screen ? '' : '\n'}`)
  if (!screen && !choice.json) terminal.out('\n')
}

export async function trades(choice: TradesChoice, terminal: Terminal): Promise<ExitCode> {
  const node = await connect(choice, terminal)
  const moment = async (text: string | undefined) => (text === undefined ? undefined : slotOf(text, node, terminal))
  const [slot_ms, from_ms, to_ms] = await Promise.all([choice.slot, choice.from, choice.to].map(moment))
  const { own, after, limit } = choice
  const query = {
    ...(slot_ms !== undefined && { slot_ms }),
    ...(from_ms !== undefined && { from_ms }),
    ...(to_ms !== undefined && { to_ms }),
    ...(own && { own }),
    ...(after !== undefined && { after }),
    ...(limit !== undefined && { limit }),
  }
  print(await node.trades(query), choice, terminal, (answer) => tradesText(answer, ownZone(terminal)))
  return EXIT.ok
}

/** The slot of a time, by the clock of the community that the node is in. */
export async function slotOf(text: string, node: NodeClient, terminal: Terminal): Promise<number> {
  const [{ now_ms: now }, { slot_length_ms: slotLength }] = await Promise.all([node.status(), node.book()])
  return slotNamed(text, { now, slotLength, zone: ownZone(terminal) })
}
