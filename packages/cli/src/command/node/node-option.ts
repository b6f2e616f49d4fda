import { type Command, InvalidArgumentError, Option } from 'commander'
import { filled } from '../scenario-option.js'

/** Which node a command talks to. */
export interface NodeChoice {
  /** Its data folder. */
  readonly folder?: string
  readonly url?: string
  readonly json?: true
}

const WHICH = `
Which node: that of --folder, of JAZZGRID_FOLDER, or of this folder. --url names
one elsewhere, whose token is read from JAZZGRID_TOKEN.`

/** Options of commands that ask a running node, and an example of the command. */
export function askingNode(command: Command, example: string): Command {
  return withFolder(command)
    .option('--url <url>', 'a node elsewhere, such as http://solar.local:7321', url)
    .option('--json', 'print one JSON object')
    .addHelpText('after', `${WHICH}\n\nExample: jazzgrid ${example}`)
}

export const withFolder = (command: Command): Command =>
  command.option('-d, --folder <folder>', 'data folder of the node', filled)

function url(text: string): string {
  if (/^https?:\/\/[^\s/]+\/?$/.test(text)) return text
  throw new InvalidArgumentError('It looks like http://127.0.0.1:7321.')
}

/** A whole number from `least` to `most`. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`)
  }

/** An option that may be given several times. */
export const repeated = <T>(flags: string, what: string, parse: (text: string, earlier: readonly T[]) => T[]): Option =>
  new Option(flags, `${what}; may be repeated`).argParser(parse).default([], 'none')
