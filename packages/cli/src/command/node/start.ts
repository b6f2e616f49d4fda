import type { Command } from 'commander'
import type { Context, RunAction } from '../../program.js'
import { type NodeChoice, withFolder } from './node-option.js'

/** Run a node: part of `jazzgrid node`. */
export function addStart(node: Command, context: Context, run: RunAction): void {
  const collect = (value: string, before: readonly string[] = []) => [...before, value]
  const start = node
    .command('start')
    .description('run the node of a data folder until SIGTERM or Ctrl-C; SIGHUP reads its config again')
    .option('--set <path=value>', 'override a setting of node.yaml, as api.port=8000; may be repeated', collect)
  withFolder(start)
    .addHelpText(
      'after',
      '\nA setting comes from --set, else from the environment (JAZZGRID_API_PORT), else from\nnode.yaml, else it has its default.\n\nExample: jazzgrid node start --folder homes/h1',
    )
    .action(
      run(async ({ set, folder }: NodeChoice & { readonly set?: readonly string[] }) => {
        const { nodeStart } = await import('../../work/node/node-start.js')
        const where = folder ?? context.terminal.environment.JAZZGRID_FOLDER ?? '.'
        return nodeStart(where, set === undefined ? {} : { set }, context)
      }),
    )
}
