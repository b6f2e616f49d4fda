import type { Members, MembershipChange, Neighbours } from '@jazzgrid/node/api'
import { printable } from '../terminal/printable.js'
import { textTable } from '../terminal/text-table.js'

/** Who belongs, and what is being voted on. */
export function membersText({ members, ballots, scheduled, quorum, height }: Members): string {
  const table = textTable(
    ['account', 'key', 'vote', 'feeder', 'since', 'standing', 'connected'],
    members.map(({ account, key, validator, feeder, since_height, standing, connected }) => [
      account,
      key.slice(0, 16),
      validator ? 'yes' : 'no',
      feeder,
      since_height,
      standing,
      connected ? 'yes' : 'no',
    ]),
  )
  const open = ballots.map(
    ({ change, voters, needed }) =>
      `open: ${changeWords(change)} - ${voters.length} of ${needed} votes (${voters.join(', ')})${advice(change)}`,
  )
  const decided = scheduled.map(
    ({ change, height: from }) => `decided: ${changeWords(change)} - from height ${from} on`,
  )
  return [table, '', `height ${height}, ${quorum} votes decide`, ...open, ...decided].join('\n')
}

const advice = (change: MembershipChange): string =>
  change.to === 'admit' ? `; to agree: jazzgrid community approve ${change.account}` : ''

/** A change of the community in words. */
export function changeWords(change: MembershipChange): string {
  switch (change.to) {
    case 'admit': {
      const as = change.validator ? 'with a vote' : 'without a vote'
      return `admit ${change.key.slice(0, 16)} as account ${change.account ?? 'next'} ${as}`
    }
    case 'set':
      return `set ${printable(change.parameter)} to ${change.value}`
    default:
      return `${change.to} account ${change.account}`
  }
}

/** Who can be reached, and how it goes. */
export function neighboursText({ peers, connected, admitted, traffic }: Neighbours): string {
  const table = textTable(
    ['account', 'peer', 'connected', 'score', 'clock', 'addresses'],
    peers.map(({ account, peer, connected: is, score, clock_offset_ms: offset, addresses }) => [
      account,
      `..${peer.slice(-8)}`,
      is ? 'yes' : 'no',
      Math.round(score),
      offset === null ? '' : `${offset > 0 ? '+' : ''}${offset} ms`,
      addresses.join(' '),
    ]),
  )
  const channels = Object.entries(traffic.channels).map(
    ([name, { sent, sent_bytes, received, received_bytes, rejected, lost }]) => [
      name.slice(name.lastIndexOf('/') + 1),
      sent,
      kilobytes(sent_bytes),
      received,
      kilobytes(received_bytes),
      rejected,
      lost,
    ],
  )
  const counted = [...Object.entries(traffic.penalties), ...Object.entries(traffic.hung_up)]
  return [
    table,
    '',
    `${connected} of ${admitted} connected`,
    ...(channels.length === 0
      ? []
      : ['', textTable(['channel', 'sent', 'kB', 'received', 'kB', 'rejected', 'lost'], channels)]),
    ...counted.map(([reason, count]) => `! ${printable(reason)}: ${count}`),
  ].join('\n')
}

const kilobytes = (bytes: number): number => Math.round(bytes / 1000)
