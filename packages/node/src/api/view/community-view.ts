import { type Member, validatorsOf } from '@jazzgrid/consensus'
import { type Counters, peerNameOf } from '@jazzgrid/network'
import { bytesOf } from '../../hex.js'
import type { ChannelReport, Members, MembershipChange, Neighbours } from '../contract/community-report.js'
import type { LiveNode } from '../live-node.js'

export function neighboursView({ account, node, addresses, offset }: LiveNode): Neighbours {
  const { transport, host } = node
  const connected = new Set(transport.peers())
  const others = host.peer.state.members.filter((member) => member.account !== account)
  const counters = transport.counters()
  return {
    schema: 'jazzgrid/neighbours@1',
    connected: connected.size,
    admitted: others.filter(({ standing }) => standing === 'active').length,
    peers: others.map((member) => {
      const peer = peerOf(member)
      return {
        account: member.account,
        peer,
        connected: connected.has(peer),
        score: transport.score(peer),
        standing: member.standing,
        validator: member.validator && member.standing === 'active',
        addresses: addresses.get(member.account) ?? [],
        clock_offset_ms: offset.against(member.account) ?? null,
      }
    }),
    traffic: {
      channels: Object.fromEntries(Object.entries(counters.channels).map(([name, channel]) => [name, report(channel)])),
      penalties: counters.penalties,
      hung_up: counters.hungUp,
    },
  }
}

export function membersView({ genesis, node }: LiveNode): Members {
  const { state } = node.host.peer
  const connected = new Set(node.transport.peers())
  const { quorum } = validatorsOf(genesis, state.members)
  const changeOf = (text: string): MembershipChange => {
    const { maxEnergyPerSlot, ...change } = JSON.parse(text)
    return maxEnergyPerSlot === undefined ? change : { ...change, max_energy_wh: maxEnergyPerSlot }
  }
  return {
    schema: 'jazzgrid/members@1',
    height: state.height,
    quorum,
    members: state.members.map((member) => ({
      account: member.account,
      key: member.key,
      peer: peerOf(member),
      validator: member.validator,
      feeder: member.feeder,
      max_energy_wh: member.maxEnergyPerSlot ?? null,
      since_height: member.since,
      standing: member.standing,
      connected: connected.has(peerOf(member)),
    })),
    ballots: state.ballots.map(({ change, voters }) => ({ change: changeOf(change), voters, needed: quorum })),
    scheduled: state.scheduled.map(({ height, change }) => ({ height, change: changeOf(change) })),
  }
}

const peerOf = ({ key }: Member): string => peerNameOf(bytesOf(key))

const report = (channel: Counters['channels'][string]): ChannelReport => ({
  sent: channel.sent,
  sent_bytes: channel.sentBytes,
  received: channel.received,
  received_bytes: channel.receivedBytes,
  accepted: channel.accepted,
  ignored: channel.ignored,
  rejected: channel.rejected,
  lost: channel.lost,
})
