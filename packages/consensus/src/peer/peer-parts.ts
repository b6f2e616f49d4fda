import type { Intake } from '@jazzgrid/ledger'
import { Council } from '../council/council.js'
import { networkOf } from '../genesis/genesis.js'
import { EntryDesk } from './entry-desk.js'
import { Accusations } from './evidence/accusations.js'
import { Chronicle } from './history/chronicle.js'
import type { Transferred } from './history/transfer-desk.js'
import { OwnAccount } from './own/own-account.js'
import type { PeerEffect, PeerName } from './peer-effect.js'
import type { PeerOptions, PeerPace } from './peer-options.js'
import type { RoundEvent } from './round-event.js'
import { RoundKeeper } from './round-keeper.js'
import { Neighbourhood } from './sync/neighbourhood.js'
import { SyncDesk } from './sync/sync-desk.js'

/** What a peer consists of. */
export interface PeerParts {
  readonly council: Council
  readonly keeper: RoundKeeper
  readonly own: OwnAccount | undefined
  readonly entries: EntryDesk
  readonly accusations: Accusations
  readonly chronicle: Chronicle
  readonly sync: SyncDesk
}

/** What the parts want of the peer. */
export interface PeerHooks {
  now(): number
  emit(effect: PeerEffect): void
  take(wires: readonly Uint8Array[], from: PeerName): Intake
  follow(events: readonly RoundEvent[]): void
  leap(to: Transferred): void
}

/** Puts a peer together. */
export function partsOf(options: PeerOptions, pace: PeerPace, hooks: PeerHooks): PeerParts {
  const { genesis, scheme, identity, replica, timing, rules, chance } = options
  const network = networkOf(genesis)
  const council = new Council({ genesis, scheme, replica, state: options.state, now: hooks.now })
  for (const vector of options.pledged?.vectors ?? []) council.shelf.put(vector)
  const needed = () => council.validators.quorumBeside(identity?.account)
  const own = identity && new OwnAccount({ ...identity, network, replica, needed })
  own?.adopt(options.state)
  const keeper = new RoundKeeper({
    genesis,
    scheme,
    council,
    ...(own && { identity: own.identity }),
    ...(timing && { timing }),
    ...(rules && { rules }),
    onCommit: ({ voided }) => own?.adopt(council.state, voided),
  })
  const members = () => council.state.members
  const accusations = new Accusations({ network, scheme, members, own, emit: hooks.emit })
  const chronicle = new Chronicle(options, council, pace)
  const sync = new SyncDesk({
    network,
    replica,
    council,
    keeper,
    proofs: () => accusations.open.filter((proof) => proof.kind === 'evidence'),
    neighbours: new Neighbourhood(options.keyOf, () => council.validators, identity?.account, chance),
    account: identity?.account,
    pace,
    chronicle,
    host: {
      effect: hooks.emit,
      take: hooks.take,
      events: hooks.follow,
      leap: hooks.leap,
      expired: () => hooks.emit({ kind: 'alarm', alarm: { what: 'trust-expired', at: council.state.at } }),
      proofs: (proofs) => accusations.accuse(proofs),
      confirm: (by, tip) => own?.confirm(by, tip),
    },
  })
  accusations.recall([...(options.proofs ?? []), ...replica.proofs()])
  return { council, keeper, own, entries: new EntryDesk(replica), accusations, chronicle, sync }
}
