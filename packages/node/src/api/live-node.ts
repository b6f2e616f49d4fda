import type { Genesis, SignedGenesis } from '@jazzgrid/consensus'
import type { Clock } from '@jazzgrid/units'
import type { OffsetWatch } from '../clock/offset-watch.js'
import type { HouseholdLog } from '../household/household-log.js'
import type { AdmissionOffice } from '../join/admission-office.js'
import type { Journal } from '../journal/journal.js'
import type { NodeMeters } from '../metrics/node-meters.js'
import type { ModeLog } from '../mode/mode-log.js'
import type { RunningNode } from '../run/start-node.js'
import type { SiteMemory } from '../site/site-port.js'
import type { AlarmReport } from './contract/condition.js'

/** A running peer with everything that the API tells of it. */
export interface LiveNode {
  readonly genesis: Genesis
  readonly signed: SignedGenesis
  readonly account: number
  readonly clock: Clock
  readonly speed: number
  readonly node: RunningNode
  readonly journal: Journal
  readonly modes: ModeLog
  readonly office: AdmissionOffice
  readonly offset: OffsetWatch
  readonly meters: NodeMeters
  readonly memory: SiteMemory | undefined
  /** What the owner wished for; undefined where the site takes no wishes. */
  readonly household: HouseholdLog | undefined
  /** Where the config says that members may be found. */
  readonly addresses: ReadonlyMap<number, readonly string[]>
  /** The newest last. */
  readonly alarms: readonly AlarmReport[]
  /** What the store refused to write with, until it writes again. */
  readonly storeFault: unknown
  /** Called after every certificate. @returns its end. */
  onCertified(hear: () => void): () => void
}
