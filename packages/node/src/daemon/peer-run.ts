import { join } from 'node:path'
import { type Alarm, type MemberAddresses, networkOf, validatorsOf } from '@jazzgrid/consensus'
import type { LedgerStore } from '@jazzgrid/ledger'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { CodedError } from '@jazzgrid/units'
import type { AlarmReport } from '../api/contract/condition.js'
import type { LiveNode } from '../api/live-node.js'
import { listening } from '../clock/listening-transport.js'
import { MACHINE_TIME } from '../clock/machine-time.js'
import { OffsetWatch } from '../clock/offset-watch.js'
import { speedClock } from '../clock/speed-clock.js'
import { steadyClock } from '../clock/steady-clock.js'
import type { NodeConfig } from '../config/node-config.js'
import { type DataFolder, FILES } from '../folder/data-folder.js'
import { hexOf } from '../hex.js'
import { topicName } from '../host/topic-name.js'
import { HouseholdLog } from '../household/household-log.js'
import { AdmissionOffice } from '../join/admission-office.js'
import { Journal } from '../journal/journal.js'
import { countedStore } from '../metrics/counted-store.js'
import { NodeMeters } from '../metrics/node-meters.js'
import { ModeLog } from '../mode/mode-log.js'
import { type NodeWatch, type RunningNode, startNode } from '../run/start-node.js'
import type { SitePort } from '../site/site-port.js'

/** Alarms that are remembered. */
const MOST_ALARMS = 50

export interface PeerRunOptions {
  readonly folder: DataFolder
  /** Open; the peer takes it over and closes it. */
  readonly ledger: LedgerStore
  readonly config: NodeConfig
  readonly site: SitePort | undefined
  /** Of the peer's own key. */
  readonly key: Uint8Array
  readonly log: (line: string) => void
  /** Hears what the node hears. */
  readonly watch: NodeWatch
}

/** A peer with what is measured and remembered around it. Throws what `startNode` and `ModeLog.open` throw. */
export async function startPeer(options: PeerRunOptions): Promise<LiveNode & { stop(): Promise<void> }> {
  const { folder, ledger, config, site, key, log, watch } = options
  const { genesis } = folder.genesis
  const { speed, anchor, alarmAboveMs } = config.clock
  const account = config.account ?? accountOf(genesis.members, key)
  const modes = await ModeLog.open(join(folder.path, FILES.modes), config.mode)
  const wishes = site?.household
  const household = wishes && (await HouseholdLog.open(join(folder.path, FILES.household), wishes))
  const journal = new Journal(genesis, account, config.retention.days)
  const meters = new NodeMeters()
  const offset = new OffsetWatch(alarmAboveMs, speed)
  const alarms: AlarmReport[] = []
  const listeners = new Set<() => void>()
  const desk = { office: undefined as AdmissionOffice | undefined }
  let storeFault: unknown
  const alarm = (what: string, message: string) => {
    alarms.push({ at_ms: clock.now(), what, message })
    if (alarms.length > MOST_ALARMS) alarms.shift()
    meters.alarm(what)
    log(`alarm ${what}: ${message}`)
  }
  const wall = steadyClock(MACHINE_TIME, (by) => {
    // told outside the reading that noticed it
    queueMicrotask(() =>
      alarm('clock-step', `the clock of the machine was set ${Math.round(by)} ms; see its time service`),
    )
  })
  const clock = speedClock(speed, anchor ?? { wall: 0, community: 0 }, () => wall.now())
  const node: RunningNode = await startNode({
    genesis: folder.genesis,
    account,
    seed: folder.seed,
    folder: ledger,
    listen: config.listen,
    addresses: new Map(config.members.map(({ account: other, addresses }) => [other, addresses])),
    clock,
    speed,
    mode: (at) => modes.at(at),
    ...(site && { site }),
    around: {
      store: (store) => countedStore(store, meters.store),
      transport: (transport) =>
        listening(transport, topicName(networkOf(genesis), 'entry'), (author, signed) =>
          offset.heard(author, signed, clock.now()),
        ),
    },
    watch: {
      ...watch,
      onLived(outcome) {
        journal.add(outcome, true)
        watch.onLived?.(outcome)
      },
      onCertified(outcome) {
        journal.add(outcome)
        meters.certified(outcome)
        offset.least = validatorsOf(genesis, outcome.state.members).witnesses
        watch.onCertified?.(outcome)
        desk.office?.certified()
        for (const hear of listeners) hear()
      },
      onReceived(entries) {
        desk.office?.hear(entries)
        watch.onReceived?.(entries)
      },
      onUndecided(at, reached) {
        journal.wasUndecided(at)
        watch.onUndecided?.(at, reached)
      },
      onMissed(at) {
        journal.wasMissed(at)
        watch.onMissed?.(at)
      },
      onAlarm(what) {
        alarm(what.what, describe(what))
        watch.onAlarm?.(what)
      },
      onStoreFault(fault) {
        if ((fault === undefined) !== (storeFault === undefined)) {
          log(fault === undefined ? 'the ledger is written again' : `the ledger cannot be written: ${messageOf(fault)}`)
        }
        storeFault = fault
        watch.onStoreFault?.(fault)
      },
    },
  }).catch((error: unknown) => {
    meters.stop()
    throw error
  })
  if (journal.firstHeight === 0) journal.begin(node.host.peer.state)
  const pace = { speed, anchor: anchor ?? { wall: 0, community: 0 } }
  const office = await AdmissionOffice.open({
    genesis: folder.genesis,
    account,
    signer: opensslSigner(folder.seed),
    scheme: opensslScheme(),
    ports: {
      state: () => node.host.peer.state,
      write: (bodies) => node.host.write(bodies),
      members: () => reachable(account, node, config.members),
      store: node.store,
    },
    settings: config.join,
    file: join(folder.path, FILES.invitations),
    ...(speed !== 1 && { pace }),
    now: () => Date.now(),
    onFault: (message) => alarm('door-blocked', message),
  }).catch(async (error: unknown) => {
    await node.stop()
    meters.stop()
    throw error
  })
  desk.office = office
  return {
    genesis,
    signed: folder.genesis,
    account,
    clock,
    speed,
    node,
    journal,
    modes,
    office,
    offset,
    meters,
    memory: site?.memory,
    household,
    addresses: new Map(config.members.map(({ account: other, addresses }) => [other, addresses])),
    alarms,
    get storeFault() {
      return storeFault
    },
    onCertified(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    async stop() {
      // a disk that takes nothing would be waited for without end
      const patience = setTimeout(() => node.host.kill(), 1_000)
      await office.close()
      await node.stop().finally(() => clearTimeout(patience))
      meters.stop()
    },
  }
}

/** Where members are known to listen, the own peer first. */
function reachable(
  account: number,
  { addresses }: RunningNode,
  members: readonly MemberAddresses[],
): readonly MemberAddresses[] {
  const own = addresses.map((address) => address.replace(/\/p2p\/.*$/, '')).slice(0, 4)
  return [...(own.length === 0 ? [] : [{ account, addresses: own }]), ...members]
}

/** Throws CodedError `not-a-member`. */
function accountOf(members: readonly { readonly account: number; readonly key: string }[], key: Uint8Array): number {
  const own = members.find((member) => member.key === hexOf(key))
  if (own !== undefined) return own.account
  const message = 'the key of this folder founded no site of this community; set account, if it was admitted later'
  throw new CodedError('not-a-member', message)
}

function describe(alarm: Alarm): string {
  switch (alarm.what) {
    case 'split':
      return 'two certificates for one height: more validators lied than may; the peer has stopped and keeps the proof'
    case 'other-result':
      return `round ${alarm.height} has another result here than elsewhere; the peer has stopped. Compare versions`
    case 'forked-account':
      return `account ${alarm.account} signed two entries for one place; the proof was filed`
    case 'double-signing':
      return `validator ${alarm.account} signed two statements for one place`
    case 'muted':
      return `this peer says nothing more at this height: ${alarm.reason}`
    case 'disk-behind':
      return `others know more of this peer's entries than its disk (up to ${alarm.seq}): it begins a new incarnation`
    case 'own-key-in-two-places':
      return `two entries with this peer's key stand at one place (${alarm.seq}): is it in use twice? It writes no more`
    case 'trust-expired':
      return 'what this peer trusts is too old to check a snapshot by: give it a checkpoint of a newer invitation'
    case 'barred':
      return 'the account of this peer is none of the members, was suspended, or has another key: it does not write'
  }
}

const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault))
