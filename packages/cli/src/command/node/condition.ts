import type { Command } from 'commander'
import type { Context, RunAction } from '../../program.js'
import { askingNode, type NodeChoice } from './node-option.js'

/** How a running node is: part of `jazzgrid node`. */
export function addCondition(node: Command, context: Context, run: RunAction): void {
  const { terminal } = context
  const work = () => import('../../work/node/condition.js')
  askingNode(
    node.command('status').description('what a running node does, where its ledger is, and what is wrong with it'),
    'node status --folder homes/h1',
  ).action(run(async (choice: NodeChoice) => (await work()).status(choice, terminal)))
  askingNode(
    node.command('health').description('whether a node is ready: exit code 0, or 75 with the reasons'),
    'node health --folder homes/h1 || echo not yet',
  )
    .option('--wait', 'until it is ready, at most a minute')
    .action(run(async (choice: NodeChoice & { readonly wait?: true }) => (await work()).health(choice, context)))
  askingNode(
    node.command('stop').description('end a node and wait until it has written everything'),
    'node stop --folder homes/h1',
  ).action(run(async (choice: NodeChoice) => (await work()).stop(choice, terminal)))
}
