import { openLevelStore } from '../src/level/level-store.js'
import type { StoreWrite } from '../src/store/ledger-store.js'
import { writtenEntry } from './written-entry.js'

/**
 * A process that writes to the folder it is given, for tests that stop or starve it. On stdout a line for every batch: its number
 * when its promise has resolved, or the code of the error and, after the batch was written again, its number.
 */
const [folder, batches, size] = process.argv.slice(2)
const store = await openLevelStore(folder)
const say = (line: string | number) => process.stdout.write(`${line}\n`)
for (let n = 1; n <= Number(batches); n++) {
  const batch: StoreWrite[] = [
    { put: 'entry', entry: writtenEntry(1, n, Number(size)) },
    { put: 'entry', entry: writtenEntry(2, n, Number(size)) },
  ]
  for (;;) {
    try {
      await store.write(batch, n % 10 === 0 ? 'synced' : 'unsynced')
      say(n)
      break
    } catch (error) {
      const { code, recovery } = error as { code: string; recovery: string }
      say(`${code} ${recovery}`)
      if (code !== 'store-failed') throw error
    }
  }
}
say('done')
await new Promise((resolve) => setTimeout(resolve, 60_000)) // until it is killed
