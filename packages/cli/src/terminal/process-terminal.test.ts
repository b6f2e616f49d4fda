import { afterEach, expect, test, vi } from 'vitest'
import { processTerminal } from './process-terminal.js'

afterEach(() => vi.unstubAllEnvs())

// The width of a terminal itself goes before; there is none where tests run in a pipe.
test.skipIf(process.stdout.columns > 0).each([
  ['60', 60],
  ['5000', 140],
  ['wide', 100],
  ['0', 100],
  ['', 100],
])('in a pipe, COLUMNS=%j gives %i columns', (columns, expected) => {
  vi.stubEnv('COLUMNS', columns)
  expect(processTerminal().output.columns).toBe(expected)
})
