import { homesOf, median, type Timed, timed, town } from './communities.js'
import { plainOverhead, textbookOverhead } from './plumbing.js'

const TARGETS = { village: 3_000, town: 30_000, memory: 1_500, growth: 1.15, ratio: 5, overhead: 50 }

/**
 * Bench (c): one day of a community in one process, from a resolved scenario to its record, in both fidelities, whose
 * records must be equal; growth with the number of homes; and what an agent costs beside its strategy against the
 * textbook way of one actor with one subscription an agent.
 */
export async function bench(report: (text: string) => void = (text) => process.stdout.write(`${text}\n`)) {
  const whole = await town()
  const day = { days: 1, warmUpDays: 0 }
  const rows: Timed[] = []
  report('   homes   devices     actor ms   us/device/slot  strategy ms  us/device/slot  actor/strategy   RSS MB')
  for (const [homes, rounds] of [
    [25, 3],
    [50, 3],
    [100, 3],
    [300, 1],
    [1000, 1],
  ]) {
    const row = await timed(homesOf(whole, homes, day), rounds)
    rows.push(row)
    const each = (ms: number) => ((ms * 1000) / (row.devices * row.slots)).toFixed(1).padStart(16)
    report(
      `${String(row.homes).padStart(8)}${String(row.devices).padStart(10)}${row.actor.toFixed(0).padStart(13)}` +
        `${each(row.actor)}${row.strategy.toFixed(0).padStart(13)}${each(row.strategy)}` +
        `${(row.actor / row.strategy).toFixed(1).padStart(16)}${row.memory.toFixed(0).padStart(9)}`,
    )
  }
  const growth = (of: (row: Timed) => number) => slope(rows.map((row) => [row.homes, of(row)]))
  report(
    `growth with homes: actor n^${growth((r) => r.actor).toFixed(2)}, strategy n^${growth((r) => r.strategy).toFixed(2)}`,
  )

  const plain = median([0, 1, 2, 3, 4].map(() => plainOverhead(300, 1_000)))
  const textbook = median([0, 1, 2, 3, 4].map(() => textbookOverhead(300, 200)))
  report(
    `beside the strategy, an agent and slot: plain calls ${plain.toFixed(2)} us, ` +
      `an xstate actor with its own RxJS subscription ${textbook.toFixed(1)} us: ${(textbook / plain).toFixed(0)} x`,
  )
  const village = rows[2]
  const last = rows[rows.length - 1]
  const verdicts: [string, boolean][] = [
    [`village-sized day in actor fidelity at most ${TARGETS.village} ms`, village.actor <= TARGETS.village],
    [`town day in actor fidelity at most ${TARGETS.town} ms`, last.actor <= TARGETS.town],
    [`town within ${TARGETS.memory} MB`, last.memory <= TARGETS.memory],
    [`growth at most n^${TARGETS.growth}`, growth((r) => r.actor) <= TARGETS.growth],
    [`strategy at least ${TARGETS.ratio} x faster end to end`, village.actor / village.strategy >= TARGETS.ratio],
    [`at least ${TARGETS.overhead} x less overhead than the textbook`, textbook / plain >= TARGETS.overhead],
  ]
  for (const [text, met] of verdicts) report(`${met ? 'met    ' : 'NOT MET'} ${text}`)
}

/** Least-squares slope of log(y) over log(x). */
function slope(points: readonly (readonly [number, number])[]): number {
  const xs = points.map(([x]) => Math.log(x))
  const ys = points.map(([, y]) => Math.log(y))
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const [mx, my] = [mean(xs), mean(ys)]
  const covariance = xs.reduce((sum, x, i) => sum + (x - mx) * (ys[i] - my), 0)
  return covariance / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0)
}

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) await bench()
