import { FRAMES } from '@jazzgrid/network'
import type { LiveNode } from '../api/live-node.js'
import type { Metric, Sample } from './exposition.js'

const one = (value: number | undefined): Sample[] => [{ value }]
const by = (label: string, counts: Iterable<readonly [string, number]>): Sample[] =>
  [...counts].map(([key, value]) => ({ labels: { [label]: key }, value }))

/** Of the process, whatever it is doing. */
export function processMetrics(state: string, isReady: boolean, startedAt: number): Metric[] {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return [
    { name: 'up', kind: 'gauge', what: 'State of the node', samples: [{ labels: { state }, value: 1 }] },
    { name: 'ready', kind: 'gauge', what: '1 where /readyz says so', samples: one(isReady ? 1 : 0) },
    { name: 'start_time_seconds', kind: 'gauge', what: 'Start, since the epoch', samples: one(startedAt / 1000) },
    { name: 'resident_memory_bytes', kind: 'gauge', what: 'Memory of the process', samples: one(rss) },
    { name: 'heap_used_bytes', kind: 'gauge', what: 'Of it, in use by the program', samples: one(heapUsed) },
    { name: 'cpu_seconds_total', kind: 'counter', what: 'Time on a core', samples: one((user + system) / 1e6) },
  ]
}

/** Of a running peer. */
export function nodeMetrics(live: LiveNode): Metric[] {
  const { node, journal, meters, offset, clock } = live
  const { state } = node.host.peer
  const clockReport = offset.report()
  const delay = meters.loopDelay()
  const counters = node.transport.counters()
  const channels = Object.entries(counters.channels).map(([name, channel]) => [short(name), channel] as const)
  const per = (of: (channel: (typeof channels)[number][1]) => number): Sample[] =>
    channels.map(([name, channel]) => ({ labels: { channel: name }, value: of(channel) }))
  const verdicts = channels.flatMap(([channel, { accepted, ignored, rejected, failed }]) =>
    channel === FRAMES
      ? []
      : Object.entries({ accepted, ignored, rejected, failed }).map(([verdict, value]) => ({
          labels: { channel, verdict },
          value,
        })),
  )
  return [
    { name: 'height', kind: 'gauge', what: 'Height of the newest certificate', samples: one(state.height) },
    {
      name: 'certificate_age_seconds',
      kind: 'gauge',
      what: 'Since the time of the newest certified round, on the clock of the community',
      samples: one((clock.now() - state.at) / 1000),
    },
    {
      name: 'rounds_total',
      kind: 'counter',
      what: 'Rounds since the start, by what became of them for this site',
      samples: by('outcome', [
        ['certified', journal.certified],
        ['undecided', journal.undecided],
        ['missed', node.missed()],
      ]),
    },
    { name: 'trades_total', kind: 'counter', what: 'Certified trades', samples: one(meters.trades) },
    { name: 'traded_energy_wh_total', kind: 'counter', what: 'Their energy', samples: one(meters.tradedWh) },
    { name: 'drops_total', kind: 'counter', what: 'Entries without effect', samples: by('reason', meters.drops) },
    { name: 'alarms_total', kind: 'counter', what: 'Alarms', samples: by('what', meters.alarms) },
    { name: 'peers', kind: 'gauge', what: 'Connected members', samples: one(node.transport.peers().length) },
    { name: 'network_sent_bytes_total', kind: 'counter', what: 'Own messages', samples: per((each) => each.sentBytes) },
    {
      name: 'network_received_bytes_total',
      kind: 'counter',
      what: 'Heard for the first time; channel frames is sync',
      samples: per((each) => each.receivedBytes),
    },
    { name: 'gossip_verdicts_total', kind: 'counter', what: 'Judgements on gossip', samples: verdicts },
    {
      name: 'penalties_total',
      kind: 'counter',
      what: 'Penalties given to neighbours',
      samples: by('reason', Object.entries(counters.penalties)),
    },
    {
      name: 'store_batches_total',
      kind: 'counter',
      what: 'Batches written to the ledger',
      samples: by('durability', Object.entries(meters.store.batches)),
    },
    {
      name: 'store_written_bytes_total',
      kind: 'counter',
      what: 'Entries and records handed to the disk, before its own overhead',
      samples: one(meters.store.bytes),
    },
    {
      name: 'store_failures_total',
      kind: 'counter',
      what: 'Batches that the disk refused',
      samples: one(meters.store.failures),
    },
    {
      name: 'event_loop_delay_seconds',
      kind: 'gauge',
      what: 'How late the event loop came since the last scrape',
      samples: by('quantile', [
        ['0.5', delay.median],
        ['0.99', delay.p99],
        ['1', delay.largest],
      ]),
    },
    {
      name: 'clock_offset_seconds',
      kind: 'gauge',
      what: 'Lead of the own clock before the neighbours',
      samples: one(clockReport.offset_ms === null ? undefined : clockReport.offset_ms / 1000),
    },
    { name: 'clock_sources', kind: 'gauge', what: 'Members it is measured by', samples: one(clockReport.sources) },
  ]
}

/** Topics by their last part: the community is the same for all. */
const short = (channel: string): string => channel.slice(channel.lastIndexOf('/') + 1)
