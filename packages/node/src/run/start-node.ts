import {
  type Alarm,
  type CommunityState,
  genesisFaults,
  networkOf,
  type Outcome,
  PEER_PACE,
  Peer,
  restorePeer,
  SEAL_TIMING,
  type SignedGenesis,
  type TrustedPoint,
  validatorsOf,
} from '@jazzgrid/consensus'
import type { Entry, LedgerStore } from '@jazzgrid/ledger'
import { openLevelStore } from '@jazzgrid/ledger/level'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { keyOf, peerNameOf, type Transport } from '@jazzgrid/network'
import { startLibp2p } from '@jazzgrid/network/libp2p'
import { Chance, type Clock, CodedError } from '@jazzgrid/units'
import type { Mode } from '../api/contract/condition.js'
import { PeerHost } from '../host/peer-host.js'
import { topicName } from '../host/topic-name.js'
import { LivedRounds } from '../site/lived-rounds.js'
import { SiteKeeper } from '../site/site-keeper.js'
import type { SitePort } from '../site/site-port.js'

export interface NodeSettings {
  readonly genesis: SignedGenesis
  /** The peer's account and its private key (seed of 32 bytes). */
  readonly account: number
  readonly seed: Uint8Array
  /** Where the ledger is kept; or the open ledger, which the node takes over and closes. */
  readonly folder: string | LedgerStore
  /** Multiaddrs to listen on. */
  readonly listen: readonly string[]
  /** What an invitation told to trust, where the genesis is older than the trusting period: see `TrustedPoint`. */
  readonly point?: TrustedPoint
  /** Where other members may be found, by account. */
  readonly addresses: ReadonlyMap<number, readonly string[]>
  readonly clock: Clock
  /** How much faster than the wall the clock runs; waits for messages are longer by it on that clock. */
  readonly speed?: number
  /** Agents, devices and meter of the account's site. */
  readonly site?: SitePort
  /** What the agents of the site may do in the round of a time; they trade if it is left out. */
  readonly mode?: (at: number) => Mode
  readonly watch?: NodeWatch
  /** Laid around the store and the network, for those who measure them. */
  readonly around?: {
    readonly store?: (store: LedgerStore) => LedgerStore
    readonly transport?: (transport: Transport) => Transport
  }
}

export interface NodeWatch {
  /** A round from before the start, read from the disk and executed again. */
  readonly onLived?: (outcome: Outcome) => void
  readonly onCertified?: (outcome: Outcome) => void
  /** Entries that were not known before, own ones included. */
  readonly onReceived?: (entries: readonly Entry[]) => void
  /** The site had no part in a round, or it was not certified in time; who could be reached of those that are needed. */
  readonly onUndecided?: (at: number, reached: Reached) => void
  /** The agents had no say in a round that they should have had one in. */
  readonly onMissed?: (at: number) => void
  readonly onAlarm?: (alarm: Alarm) => void
  /** What a handler threw. */
  readonly onFault?: (fault: unknown) => void
  /** The store refuses to write; `undefined`: it writes again. */
  readonly onStoreFault?: (fault: unknown) => void
}

/** Members in reach, the peer itself included, against those that decide. */
export interface Reached {
  readonly members: number
  readonly reachable: number
  readonly needed: number
}

export interface RunningNode {
  readonly host: PeerHost
  readonly store: LedgerStore
  readonly transport: Transport
  /** Of the site, if the node has one. */
  readonly keeper: SiteKeeper | undefined
  readonly addresses: readonly string[]
  /** Rounds in which the site could not take part. */
  readonly missed: () => number
  /** Everything that was signed is on the disk; the ledger is closed. */
  stop(): Promise<void>
}

/** Where time runs faster, neighbours compare what they hold this often [ms on the wall]. */
const LABORATORY_SYNC = 2_000

/**
 * Start a peer: open its ledger, go on from where it stood, listen, and take its site through the rounds. Throws CodedError
 * `bad-genesis` and `not-a-member`, and what ledger and network throw about folders and addresses.
 */
export async function startNode(settings: NodeSettings): Promise<RunningNode> {
  const { genesis: signed, account, seed, clock, speed = 1, site, watch = {} } = settings
  const { genesis } = signed
  const scheme = opensslScheme()
  const [fault] = genesisFaults(signed, scheme)
  if (fault !== undefined) throw new CodedError('bad-genesis', `this genesis founds no community: ${fault}`)
  const signer = opensslSigner(seed)
  const network = networkOf(genesis)
  const around = settings.around ?? {}
  const { folder } = settings
  const ledger = typeof folder === 'string' ? await openLevelStore(folder) : folder
  const store = around.store?.(ledger) ?? ledger
  const lived = new LivedRounds(genesis)
  const { restored, transport } = await prepare().catch(async (error) => {
    await store.close()
    throw error
  })
  const peer = new Peer({
    genesis,
    scheme,
    identity: { account, signer },
    ...restored,
    ...(settings.point && { point: settings.point }),
    keyOf,
    chance: new Chance(hex(signer.key)),
    timing: scaled(SEAL_TIMING, speed),
    pace: {
      sync: speed === 1 ? PEER_PACE.sync : LABORATORY_SYNC * speed,
      greet: PEER_PACE.greet * speed,
      patience: PEER_PACE.patience * speed,
      again: PEER_PACE.again * speed,
      // a simulated site lives through every round
      ...(site !== undefined && { jump: Number.POSITIVE_INFINITY }),
    },
  })
  const ports = { keeper: undefined as SiteKeeper | undefined }
  const host = new PeerHost({
    peer,
    store,
    transport,
    clock,
    network,
    watch: {
      onCertified(outcome) {
        ports.keeper?.certified(outcome)
        // who was admitted may connect from now on, who was evicted or lied may not
        transport.admit(activeNames(outcome.state))
        watch.onCertified?.(outcome)
      },
      onLeapt: (state) => transport.admit(activeNames(state)),
      onReceived: (entries) => watch.onReceived?.(entries),
      onAlarm: (alarm) => watch.onAlarm?.(alarm),
      onStoreFault: (cause) => watch.onStoreFault?.(cause),
    },
  })
  if (site !== undefined) {
    const onUndecided = (at: number) => {
      const { members, quorum: needed } = validatorsOf(genesis, peer.state.members)
      watch.onUndecided?.(at, { members: members.length, reachable: transport.peers().length + 1, needed })
    }
    const { mode } = settings
    const onMissed = (at: number) => watch.onMissed?.(at)
    ports.keeper = new SiteKeeper({ genesis, account, site, host, clock, onUndecided, onMissed, ...(mode && { mode }) })
    ports.keeper.start(lived)
  }
  host.start()
  for (const [other, addresses] of settings.addresses) {
    const member = peer.state.members[other]
    if (other !== account && member !== undefined) transport.reach(peerNameOf(bytes(member.key)), addresses)
  }
  return {
    host,
    store,
    transport,
    keeper: ports.keeper,
    addresses: transport.addresses(),
    missed: () => ports.keeper?.missed ?? 0,
    async stop() {
      ports.keeper?.stop()
      await host.stop()
      await transport.close()
      await store.close()
    },
  }

  async function prepare() {
    const restored = await restorePeer(store, genesis, scheme, {
      // the rounds of a simulated site are lived again from the first one
      whole: site !== undefined,
      onOutcome(outcome) {
        lived.add(outcome)
        watch.onLived?.(outcome)
      },
    })
    await lived.readOwn(store, account)
    const member = restored.state.members[account]
    // an account that is not known here yet may have been admitted since: its peer follows until it hears of that
    if (member !== undefined && member.key !== hex(signer.key)) {
      throw new CodedError('not-a-member', `account ${account} of ${genesis.name} has another key than this peer`)
    }
    const libp2p = await startLibp2p({
      seed,
      network: hex(network),
      topics: [topicName(network, 'entry'), topicName(network, 'seal')],
      admitted: activeNames(restored.state),
      listen: settings.listen,
      // peers on one machine find each other again at once
      ...(speed > 1 && { redial: { interval: { min: 1_000, max: 2_000 } } }),
      onFault: (error) => watch.onFault?.(error),
    })
    return { restored, transport: around.transport?.(libp2p) ?? libp2p }
  }
}

const activeNames = ({ members }: CommunityState): string[] =>
  members.filter(({ standing }) => standing === 'active').map(({ key }) => peerNameOf(bytes(key)))

const scaled = (timing: typeof SEAL_TIMING, speed: number): typeof SEAL_TIMING => ({
  grace: timing.grace * speed,
  propose: timing.propose * speed,
  vote: timing.vote * speed,
  growth: timing.growth * speed,
})

const hex = (from: Uint8Array): string => Buffer.from(from).toString('hex')
const bytes = (from: string): Uint8Array => new Uint8Array(Buffer.from(from, 'hex'))
