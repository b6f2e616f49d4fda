import type { Command } from 'commander'
import type { Context, RunAction } from '../../program.js'
import { askingNode, type NodeChoice } from './node-option.js'

export function addPeers(program: Command, { terminal }: Context, run: RunAction): void {
  askingNode(
    program.command('peers').description('the members that a running node can reach, and what passes between them'),
    'peers --folder homes/h1',
  ).action(run(async (choice: NodeChoice) => (await import('../../work/node/peers.js')).peers(choice, terminal)))
}
