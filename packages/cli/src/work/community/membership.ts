import type { ApproveChoice, InviteChoice } from '../../command/community/community.js'
import type { NodeChoice } from '../../command/node/node-option.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { membersText } from '../../node-text/members-text.js'
import type { Terminal } from '../../terminal/terminal.js'
import { connect, print } from '../node/node-connection.js'

const HOUR = 3_600_000

/** Invite a newcomer: the text goes to stdout alone, so that it can be put into a file. */
export async function invite(choice: InviteChoice, terminal: Terminal): Promise<ExitCode> {
  const node = await connect(choice, terminal)
  const { role, feeder, hours, door: doors } = choice
  const wish = { role, feeder, lifetime_ms: hours * HOUR, ...(doors.length > 0 && { doors }) }
  const answer = await node.invite(wish)
  print(answer, choice, terminal, ({ invitation }) => invitation)
  if (!choice.json) {
    const until = new Date(answer.expires_wall_ms).toISOString().slice(0, 16)
    terminal.err(
      `Whoever has this text may come in as a ${role}, once, until ${until}Z: jazzgrid join <text>\n` +
        `It leads to ${answer.doors.join(', ')}, which is open until then.\n`,
    )
  }
  return EXIT.ok
}

export async function members(choice: NodeChoice, terminal: Terminal): Promise<ExitCode> {
  const node = await connect(choice, terminal)
  print(await node.members(), choice, terminal, membersText)
  return EXIT.ok
}

/** Vote for an admission. */
export async function approve(account: number, choice: ApproveChoice, terminal: Terminal): Promise<ExitCode> {
  const node = await connect(choice, terminal)
  const answer = await node.approve({ account, ...(choice.key !== undefined && { key: choice.key }) })
  print(answer, choice, terminal, ({ outcome }) =>
    outcome === 'cast'
      ? `voted for account ${account}; it counts from the next round on`
      : `this node has voted for account ${account} before`,
  )
  return EXIT.ok
}
