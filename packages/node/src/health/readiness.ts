import { validatorsOf } from '@jazzgrid/consensus'
import type { OwnState } from '@jazzgrid/ledger'
import type { ReadyReason } from '../api/contract/condition.js'
import type { LiveNode } from '../api/live-node.js'

/** Rounds without a certificate after which a node is behind: one in which nobody had anything to say is not held. */
const SILENT_SLOTS = 2

/** Why a running peer is not ready; empty where it is. */
export function reasonsOf({ genesis, node, clock, offset, storeFault }: LiveNode): ReadyReason[] {
  const { peer } = node.host
  const { state } = peer
  const reasons: ReadyReason[] = []
  const add = (code: ReadyReason['code'], message: string) => reasons.push({ code, message })
  if (peer.stopped) {
    add('stopped-by-proof', 'the peer found a proof that it must not go on; see the alarms, and ask the other members')
  }
  if (storeFault !== undefined) {
    const why = storeFault instanceof Error ? storeFault.message : String(storeFault)
    add('store-fault', `the ledger cannot be written: ${why}`)
  }
  const { quorum } = validatorsOf(genesis, state.members)
  const reachable = node.transport.peers().length + 1
  if (reachable < quorum) {
    add('too-few-neighbours', `${reachable} members in reach, and ${quorum} must agree: nobody trades`)
  } else if (!peer.mayWrite) {
    add('not-confirmed', silence(peer.own))
  }
  const quiet = clock.now() - Math.max(state.at, genesis.startsAt)
  // a gate closes in every slot, and its round is held whatever anybody has to say
  const patience = SILENT_SLOTS * genesis.market.slotLength + genesis.roundLength
  if (quiet > patience && reasons.length === 0) {
    add('behind', `the newest certificate is ${Math.round(quiet / 60_000)} minutes old`)
  }
  const { alarm, offset_ms } = offset.report()
  if (alarm) {
    const way = offset_ms! > 0 ? 'ahead of' : 'behind'
    add('clock-offset', `the clock is ${Math.abs(offset_ms!)} ms ${way} the neighbours': check the time service`)
  }
  return reasons
}

/** Why the peer signs nothing. */
function silence(own: OwnState | undefined): string {
  switch (own?.kind) {
    case 'forked':
      return 'two entries with the own key are known at one place: the key is in use twice, and nothing more is signed'
    case 'barred':
      return 'the own account is none of the members, was suspended, or has another key: nothing is signed'
    case 'rotating':
      return 'the next key waits for its certificate; until then nothing is signed'
    case 'holding':
      return `${own.needed - own.heard} more validators must say what they know of the own entries; nothing is signed yet`
    default:
      return 'this peer only follows'
  }
}
