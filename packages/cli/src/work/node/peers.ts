import type { NodeChoice } from '../../command/node/node-option.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { neighboursText } from '../../node-text/members-text.js'
import type { Terminal } from '../../terminal/terminal.js'
import { connect, print } from './node-connection.js'

export async function peers(choice: NodeChoice, terminal: Terminal): Promise<ExitCode> {
  const node = await connect(choice, terminal)
  print(await node.neighbours(), choice, terminal, neighboursText)
  return EXIT.ok
}
