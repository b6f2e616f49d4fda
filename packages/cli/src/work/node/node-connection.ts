import { NodeClient, openNode } from '@jazzgrid/node/api'
import { CodedError } from '@jazzgrid/units'
import type { NodeChoice } from '../../command/node/node-option.js'
import type { Terminal } from '../../terminal/terminal.js'

/** The data folder that is meant. */
export const folderOf = ({ folder }: Pick<NodeChoice, 'folder'>, { environment }: Terminal): string =>
  folder ?? (environment.JAZZGRID_FOLDER || '.')

/**
 * A client of the node that is meant. A token comes from the data folder or from the environment, never from a flag, which
 * everybody on the machine can read. Throws ApiError `unreachable`, CodedError `missing-token`.
 */
export async function connect(choice: NodeChoice, terminal: Terminal): Promise<NodeClient> {
  if (choice.url === undefined) return openNode(folderOf(choice, terminal))
  const token = terminal.environment.JAZZGRID_TOKEN
  if (token) return new NodeClient(choice.url, token.trim())
  const advice = 'Put a token of that node into the environment variable JAZZGRID_TOKEN'
  throw new CodedError('missing-token', `${choice.url} wants a token. ${advice}.`)
}

/** Print what a node answered: as it is for programs, or in words. */
export function print<T>(answer: T, { json }: Pick<NodeChoice, 'json'>, terminal: Terminal, words: (of: T) => string) {
  terminal.out(json ? `${JSON.stringify(answer)}\n` : `${words(answer).trimEnd()}\n`)
}

/** Where this machine is, for times that people read. */
export const ownZone = ({ environment }: Terminal): string =>
  environment.TZ || Intl.DateTimeFormat().resolvedOptions().timeZone
