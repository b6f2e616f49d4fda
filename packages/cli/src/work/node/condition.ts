import { ApiError, type NodeClient, type Readiness } from '@jazzgrid/node/api'
import { CodedError } from '@jazzgrid/units'
import type { NodeChoice } from '../../command/node/node-option.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { readinessText, statusText } from '../../node-text/status-text.js'
import type { Context } from '../../program.js'
import type { Terminal } from '../../terminal/terminal.js'
import { connect, ownZone, print } from './node-connection.js'

/** Between two looks at a node that is waited for, and for how long [ms]. */
const LOOK = 200
const PATIENCE = 60_000

export async function status(choice: NodeChoice, terminal: Terminal): Promise<ExitCode> {
  const node = await connect(choice, terminal)
  print(await node.status(), choice, terminal, (answer) => statusText(answer, ownZone(terminal)))
  return EXIT.ok
}

/** 0 where a node is ready, 75 where it is not; the token is not needed for that. */
export async function health(
  choice: NodeChoice & { readonly wait?: true },
  { terminal, signal }: Context,
): Promise<ExitCode> {
  const until = terminal.elapsed() + PATIENCE
  const mayWait = () => choice.wait && !signal.aborted && terminal.elapsed() < until
  let readiness = await readinessOf(choice, terminal, mayWait)
  while (!readiness.ready && mayWait()) {
    await pause()
    readiness = await readinessOf(choice, terminal, mayWait)
  }
  print(readiness, choice, terminal, readinessText)
  return readiness.ready ? EXIT.ok : EXIT.notReady
}

/** A node that is being started does not answer at first. */
async function readinessOf(choice: NodeChoice, terminal: Terminal, mayWait: () => unknown): Promise<Readiness> {
  for (;;) {
    try {
      return await (await connect(choice, terminal)).ready()
    } catch (failure) {
      if (!(isSilence(failure) && mayWait())) throw failure
      await pause()
    }
  }
}

/** Ask a node to stop, and wait until nobody answers any more. */
export async function stop(choice: NodeChoice, terminal: Terminal): Promise<ExitCode> {
  const node = await connect(choice, terminal)
  const answer = await node.stop()
  if (!(await isGone(node))) {
    throw new CodedError('still-there', `${node.url} still answers after ${PATIENCE / 1000} s. See its log.`)
  }
  print(answer, choice, terminal, () => 'stopped: everything that it signed is on its disk')
  return EXIT.ok
}

async function isGone(node: NodeClient): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE; waited += LOOK) {
    try {
      await node.live()
    } catch (failure) {
      if (isSilence(failure)) return true
      throw failure
    }
    await pause()
  }
  return false
}

const isSilence = (failure: unknown): boolean => failure instanceof ApiError && failure.code === 'unreachable'

const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK))
