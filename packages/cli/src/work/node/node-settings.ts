import type { ConfigReport } from '@jazzgrid/node/api'
import { FILES, nodeConfigJsonSchema } from '@jazzgrid/node/daemon'
import { CodedError } from '@jazzgrid/units'
import type { CheckChoice, ShowChoice } from '../../command/config.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { fileIn } from '../../home/new-home.js'
import type { Terminal } from '../../terminal/terminal.js'
import { textTable } from '../../terminal/text-table.js'
import { nodeConfigFile } from './node-config-file.js'
import { folderOf } from './node-connection.js'

/** The JSON Schema of `node.yaml`. */
export function printNodeSchema(terminal: Terminal): ExitCode {
  terminal.out(`${JSON.stringify(nodeConfigJsonSchema(), null, 2)}\n`)
  return EXIT.ok
}

/** Every mistake of a `node.yaml`, with the environment of this process over it as the node would have it. */
export async function checkNode(
  file: string | undefined,
  choice: Pick<CheckChoice, 'folder' | 'json'>,
  terminal: Terminal,
): Promise<ExitCode> {
  const report = await read(file ?? fileIn(folderOf(choice, terminal), FILES.config), terminal)
  if (choice.json) terminal.out(`${JSON.stringify(report)}\n`)
  else if (!report.sound) throw new CodedError('bad-config', mistakesText(report))
  else terminal.out(`${report.file}: sound\n`)
  return report.sound ? EXIT.ok : EXIT.usage
}

/** Every setting and where its value comes from. */
export async function showNode(choice: ShowChoice, terminal: Terminal): Promise<ExitCode> {
  const report = await read(fileIn(folderOf(choice, terminal), FILES.config), terminal)
  terminal.out(choice.json ? `${JSON.stringify(report)}\n` : `${settingsText(report)}\n`)
  if (!report.sound && !choice.json) terminal.err(`${mistakesText(report)}\n`)
  return report.sound ? EXIT.ok : EXIT.usage
}

async function read(file: string, terminal: Terminal): Promise<ConfigReport> {
  const reading = await nodeConfigFile(file, { environment: terminal.environment }).read()
  const { sound, settings } = reading
  return { schema: 'jazzgrid/config@1', file, sound, settings, mistakes: reading.sound ? [] : reading.mistakes }
}

const settingsText = ({ settings }: ConfigReport): string =>
  textTable(
    ['setting', 'value', 'from'],
    settings.map(({ path, value, origin, from }) => [
      path,
      shortened(JSON.stringify(value)),
      from === '' ? origin : from,
    ]),
  )

const WIDEST_VALUE = 40

const shortened = (text: string): string => (text.length > WIDEST_VALUE ? `${text.slice(0, WIDEST_VALUE - 2)}..` : text)

const mistakesText = ({ mistakes }: ConfigReport): string =>
  mistakes
    .map(({ place, path, problem, remedy }) => `${place}: ${path === '' ? '' : `${path}: `}${problem}\n  ${remedy}`)
    .join('\n')
