import { opensslScheme } from '../../../packages/ledger/src/openssl/openssl-scheme.js'
import { Replica } from '../../../packages/ledger/src/replica/replica.js'
import { MemoryStore } from '../../../packages/ledger/src/store/memory-store.js'
import { type Authored, NETWORK, rosterOf } from './authored-records.js'
import { median } from './median.js'

/** Median entries per second of processor time that are read, verified, put in their chains and handed to a store in memory. */
export async function applied(authors: readonly Authored[], turns: number): Promise<number> {
  const wires = authors[0].wires.flatMap((_, n) => authors.map((author) => author.wires[n]))
  const rates: number[] = []
  const scheme = opensslScheme()
  for (let turn = 0; turn < turns; turn++) {
    const limits = { open: wires.length, parked: 128, total: wires.length }
    const replica = new Replica({ network: NETWORK, roster: rosterOf(authors), scheme, limits })
    const store = new MemoryStore()
    const start = process.cpuUsage()
    for (const wire of wires) {
      const reception = replica.receive(wire)
      if (reception.kind !== 'accepted') throw new Error(`an entry is ${reception.kind}`)
      await store.write(
        reception.entries.map((entry) => ({ put: 'entry', entry })),
        'unsynced',
      )
    }
    const { user, system } = process.cpuUsage(start)
    rates.push((wires.length / (user + system)) * 1e6)
    const held = (await store.lastPositions()).reduce((sum, { seq }) => sum + seq, 0)
    if (held !== wires.length) throw new Error(`${held} entries are held`)
  }
  return median(rates)
}
