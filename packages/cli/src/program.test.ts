import { expect, test } from 'vitest'
import { memoryTerminal } from '../test/memory-terminal.js'
import { runCommand } from './program.js'

async function run(...argv: string[]) {
  const terminal = memoryTerminal({ columns: 80 })
  const code = await runCommand(argv, { terminal, signal: new AbortController().signal })
  return { code, stdout: terminal.stdout, stderr: terminal.stderr }
}

const COMMANDS = [
  [],
  ['demo'],
  ['sim'],
  ['sim', 'run'],
  ['verify'],
  ['explain'],
  ['report'],
  ['auction'],
  ['auction', 'clear'],
  ['config'],
  ['config', 'schema'],
  ['config', 'check'],
  ['config', 'show'],
  ['node'],
  ['node', 'status'],
  ['node', 'health'],
  ['node', 'stop'],
  ['book'],
  ['trades'],
  ['peers'],
  ['mode'],
  ['prefs'],
  ['trips'],
  ['init'],
  ['community'],
  ['community', 'create'],
  ['community', 'sign'],
  ['community', 'invite'],
  ['community', 'members'],
  ['community', 'approve'],
  ['join'],
  ['ledger'],
  ['ledger', 'inspect'],
  ['ledger', 'verify'],
  ['backup'],
  ['backup', 'create'],
  ['backup', 'restore'],
  ['bugreport'],
]

test.each(COMMANDS.map((words) => ({ name: words.join(' ') || 'jazzgrid', words })))(
  'the help of $name goes to stdout, ends with 0 and fits a terminal of 80 columns',
  async ({ words }) => {
    const { code, stdout, stderr } = await run(...words, '--help')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(`Usage: ${['jazzgrid', ...words].join(' ')}`)
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  },
)

test.each([
  { words: ['sim', 'rnu', 'misono-day'], says: 'Did you mean run?' },
  { words: ['verfy', 'runs/x'], says: 'Did you mean verify?' },
  { words: ['verify'], says: "missing required argument 'run'" },
  { words: ['verify', 'a', 'b'], says: 'too many arguments' },
  { words: ['sim', 'run', 'misono-day', '--sed', '3'], says: '(Did you mean one of --seed, --set?)' },
  { words: ['explain', 'runs/x', '18:00', '--lang', 'fr'], says: 'Allowed choices are en, ja' },
  { words: ['mode', 'faster'], says: 'Allowed choices are run, soft-stop, stop, manual' },
  { words: ['trips', 'car', '--trip', 'monday'], says: 'It looks like 2026-07-02T07:30' },
  { words: ['node', 'status', '--url', 'solar'], says: 'It looks like http://127.0.0.1:7321' },
  { words: ['sim', 'run', 'misono-day', '--fidelity', 'real'], says: 'Allowed choices are strategy, actor' },
])('$words is refused with 2, nothing on stdout and what was meant', async ({ words, says }) => {
  const { code, stdout, stderr } = await run(...words)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(says)
})

test.each([
  'node status',
  'node health',
  'node stop',
  'book',
  'trades',
  'peers',
  'mode',
  'prefs',
  'trips',
  'explain 18:00',
])('%s ends with 3 where no node runs, and says how to start one', async (words) => {
  const { code, stdout, stderr } = await run(...words.split(' '), '--folder', '/nowhere/h1')
  expect([code, stdout]).toEqual([3, ''])
  expect(stderr).toContain('no node answers at /nowhere/h1: is it running? Start it with: jazzgrid node start')
})

test('a node elsewhere is asked with a token from the environment, never from a flag', async () => {
  const { code, stderr } = await run('node', 'status', '--url', 'http://127.0.0.1:1')
  expect(code).toBe(2)
  expect(stderr).toContain('JAZZGRID_TOKEN')
})
