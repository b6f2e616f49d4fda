import { genesisId, nextCut, validatorsOf } from '@jazzgrid/consensus'
import { hexOf } from '../../hex.js'
import type { Status } from '../contract/condition.js'
import type { LiveNode } from '../live-node.js'
import type { Backstage } from '../server/route.js'

const NO_CLOCK = { offset_ms: null, within_ms: null, sources: 0, alarm: false }

export function statusView(backstage: Backstage): Status {
  const { state, version, startedAt, reading, live } = backstage
  const reasons = backstage.reasons()
  return {
    schema: 'jazzgrid/status@1',
    state,
    ready: reasons.length === 0,
    reasons,
    version,
    pid: process.pid,
    started_wall_ms: startedAt,
    now_ms: live?.clock.now() ?? Date.now(),
    speed: live?.speed ?? 1,
    ...(live === undefined ? NOTHING : partsOf(live)),
    mistakes: reading === undefined || reading.sound ? 0 : reading.mistakes.length,
  }
}

type Parts = Pick<Status, 'community' | 'site' | 'ledger' | 'next' | 'neighbours' | 'rounds' | 'clock' | 'alarms'>

const NOTHING: Parts = {
  community: null,
  site: null,
  ledger: null,
  next: null,
  neighbours: { connected: 0, admitted: 0 },
  rounds: { certified: 0, missed: 0, undecided: 0 },
  clock: NO_CLOCK,
  alarms: [],
}

function partsOf({ genesis, account, clock, node, journal, modes, offset, memory, alarms }: LiveNode): Parts {
  const { state } = node.host.peer
  const now = clock.now()
  const validators = validatorsOf(genesis, state.members)
  const cut = nextCut(genesis, now)
  const mode = modes.at(now)
  return {
    community: {
      name: genesis.name,
      genesis: hexOf(genesisId(genesis)),
      members: state.members.filter(({ standing }) => standing === 'active').length,
      validators: validators.members.length,
      quorum: validators.quorum,
    },
    site: { account, name: memory?.name ?? null, mode },
    ledger: { height: state.height, certificate: state.certificate, certified_at_ms: state.at },
    next: { round_at_ms: cut - genesis.collectTime, cut_at_ms: cut },
    neighbours: {
      connected: node.transport.peers().length,
      admitted: state.members.filter((member) => member.standing === 'active' && member.account !== account).length,
    },
    rounds: { certified: journal.certified, missed: node.missed(), undecided: journal.undecided },
    clock: offset.report(),
    alarms,
  }
}
