import { INVITED_ROLES, type InvitedRole } from '@jazzgrid/consensus'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Context, RunAction } from '../../program.js'
import { askingNode, type NodeChoice, repeated, wholeNumber, withFolder } from '../node/node-option.js'
import { filled } from '../scenario-option.js'

/** A key that founds, and where its node listens if that is known. */
export interface Founder {
  readonly key: string
  readonly address?: string
}

export interface CreateChoice {
  readonly name?: string
  readonly founder: readonly Founder[]
  readonly start?: number
  readonly round: number
  readonly retail?: number
  readonly feedIn?: number
  readonly scenario?: string
  readonly homes: number
  readonly speed: number
  readonly lead: number
  readonly seed?: string
  readonly follow?: boolean
  readonly json?: true
}

export interface SignChoice {
  readonly folder?: string
  readonly json?: true
}

export interface InviteChoice extends NodeChoice {
  readonly role: InvitedRole
  readonly hours: number
  readonly feeder: number
  readonly door: readonly string[]
}

export interface ApproveChoice extends NodeChoice {
  readonly key?: string
}

const FLOW = `
Homes that trust no server found a community together:
  1. each:  jazzgrid init home                      prints its public key
  2. one:   jazzgrid community create village.json --name village \\
              --founder <key>@/ip4/192.168.1.11/tcp/4001 --founder <key>@... \\
              --retail 31 --feed-in 8.5
  3. each:  jazzgrid community sign village.json --folder home
            passes the file on; whoever signed early signs once more in the end
  4. each:  jazzgrid node start --folder home

A laboratory on this machine, whose homes are sites of a scenario:
  jazzgrid community create homes --scenario misono-day --homes 4 --speed 60`

export function addCommunity(program: Command, context: Context, run: RunAction): void {
  const { terminal } = context
  const community = program.command('community').description('found a community, invite to it, and vote on who belongs')
  community
    .command('create')
    .description('write down what a community agrees on; its founders sign it then')
    .argument('[to]', 'the founding file; with --scenario the folder of the homes')
    .option('--name <name>', 'of the community, for people', filled)
    .addOption(repeated('--founder <key[@address]>', 'public key of a founder, and where it listens', founder))
    .option('--start <time>', 'of the first round, such as 2026-07-01T00:00Z (the next half hour)', moment)
    .option('--round <seconds>', 'length of a round, a divisor of 1800', wholeNumber(1, 1800), 60)
    .option('--retail <price>', "the supplier's price, currency per kWh", price)
    .option('--feed-in <price>', 'what the supplier pays, currency per kWh', price)
    .option('--scenario <name>', 'laboratory: homes of this scenario, all on this machine', filled)
    .option('--homes <number>', 'laboratory: how many of its sites found it', wholeNumber(1, 31), 4)
    .option('--speed <factor>', 'laboratory: how much faster than the wall time runs', wholeNumber(1, 1200), 60)
    .option('--lead <seconds>', 'laboratory: until the first round', wholeNumber(0, 3600), 10)
    .option('--seed <seed>', 'laboratory: another day of the same community', filled)
    .option('--follow', 'laboratory: every home votes for what another has voted for')
    .option('--json', 'print one JSON object')
    .addHelpText('after', FLOW)
    .action(
      run(async (to: string | undefined, choice: CreateChoice) =>
        (await import('../../work/community/create.js')).create(to, choice, terminal),
      ),
    )
  withFolder(
    community
      .command('sign')
      .description('sign a founding with the key of a data folder; when all have, take the genesis into the folder')
      .argument('<file...>', 'the founding file; copies that others signed are merged into the first')
      .option('--json', 'print one JSON object')
      .addHelpText('after', '\nExample: jazzgrid community sign village.json --folder home'),
  ).action(
    run(async (files: readonly string[], choice: SignChoice) =>
      (await import('../../work/community/sign.js')).sign(files, choice, terminal),
    ),
  )
  const votes = () => import('../../work/community/membership.js')
  askingNode(
    community
      .command('invite')
      .description('invite a newcomer: prints a text to hand over as one hands over a key')
      .addOption(new Option('--role <role>', 'what it becomes').choices(INVITED_ROLES).default('validator'))
      .option('--hours <number>', 'how long it holds', wholeNumber(1, 720), 24)
      .option('--feeder <number>', 'the feeder that it is connected to', wholeNumber(0, 65_535), 0)
      .addOption(repeated('--door <url>', 'where this node answers strangers, as they see it', door)),
    'community invite --folder homes/h1 > invite.txt',
  ).action(run(async (choice: InviteChoice) => (await votes()).invite(choice, terminal)))
  askingNode(
    community.command('members').description('who belongs, and what is being voted on'),
    'community members --folder homes/h1',
  ).action(run(async (choice: NodeChoice) => (await votes()).members(choice, terminal)))
  askingNode(
    community
      .command('approve')
      .description('vote for an admission that another validator has proposed')
      .argument('<account>', 'the number that the newcomer is to get', wholeNumber(0, 1_000_000))
      .option('--key <hex>', 'beginning of its key, where several are proposed', filled),
    'community approve 4 --folder homes/h2',
  ).action(run(async (account: number, choice: ApproveChoice) => (await votes()).approve(account, choice, terminal)))
}

function founder(text: string, earlier: readonly Founder[]): Founder[] {
  const [, key, address] = /^([0-9a-f]{64})(?:@(\/\S+))?$/.exec(text) ?? []
  if (key === undefined) {
    throw new InvalidArgumentError('It is a key of 64 hex digits, and its address: <key>@/ip4/192.168.1.11/tcp/4001.')
  }
  return [...earlier, { key, ...(address !== undefined && { address }) }]
}

function moment(text: string): number {
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new InvalidArgumentError('It is a time such as 2026-07-01T00:00Z.')
  return time
}

function price(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= 1000)) {
    throw new InvalidArgumentError('It is a price per kWh from 0 to 1000.')
  }
  return value
}

function door(text: string, earlier: readonly string[]): string[] {
  if (/^http:\/\/[^\s/]+\/?$/.test(text)) return [...earlier, text.replace(/\/$/, '')]
  throw new InvalidArgumentError('It looks like http://192.168.1.11:4002.')
}
