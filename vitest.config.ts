import { defineConfig } from 'vitest/config'

const source = (path: string) => new URL(`./${path}/src/index.ts`, import.meta.url).pathname

/** Tests read the sources, so that no build is needed between an edit and its test. */
const packages = Object.fromEntries([
  // before its package, whose name it begins with
  ...[
    'agent/conformance',
    'ledger/level',
    'ledger/openssl',
    'ledger/conformance',
    'network/libp2p',
    'network/conformance',
    'node/api',
    'node/archive',
    'node/join',
    'node/daemon',
    'node/run',
  ].map((door) => {
    const [name, folder] = door.split('/')
    return [`@jazzgrid/${door}`, new URL(`./packages/${name}/src/${folder}/index.ts`, import.meta.url).pathname]
  }),
  ...['units', 'market', 'ledger', 'consensus', 'network', 'node', 'devices', 'agent', 'sim', 'cli'].map((name) => [
    `@jazzgrid/${name}`,
    source(`packages/${name}`),
  ]),
  ...['pv', 'battery', 'ev', 'household'].map((name) => [`@jazzgrid/agent-${name}`, source(`agents/${name}`)]),
])

export default defineConfig({
  resolve: { alias: packages },
  test: {
    include: ['packages/**/*.test.ts', 'agents/**/*.test.ts', 'examples/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 60_000,
    // one less than there are cores, the default, leaves a small machine with one
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['packages/market/src/**', 'packages/agent/src/**'],
      exclude: ['**/*.test.ts', '**/index.ts'],
      thresholds: { lines: 95 },
    },
  },
})
