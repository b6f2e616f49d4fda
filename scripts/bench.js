import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './built.js'

// `pnpm bench [name ...]`: every bench in a process of its own, one after the other, so that none warms another's code.
const BENCHES = {
  continuous: 'test/bench/continuous/order-book.ts',
  call: 'test/bench/call/call-auction.ts',
  community: 'test/bench/community/community.ts',
  value: 'test/bench/value/storage-value.ts',
  ledger: 'test/bench/ledger/ledger.ts',
  round: 'test/bench/round/round.ts',
  sync: 'test/bench/sync/sync.ts',
  footprint: 'test/bench/footprint/footprint.ts',
}

// the benches take packages by their names, and their sources as tests do
const env = { ...process.env, TSX_TSCONFIG_PATH: fileURLToPath(new URL('../tsconfig.test.json', import.meta.url)) }

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in BENCHES))
if (unknown.length > 0) {
  process.stderr.write(`there is no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}\n`)
  process.exit(2)
}
if (!(await ensureBuilt())) process.exit(1)
let failed = 0
for (const [name, file] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  process.stdout.write(`\n== ${name}\n`)
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', file], { stdio: 'inherit', env })
  if (status !== 0) failed++
}
process.exitCode = failed === 0 ? 0 : 1
