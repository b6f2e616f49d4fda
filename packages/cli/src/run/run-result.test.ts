import { expect, test } from 'vitest'
import { memoryTerminal } from '../../test/memory-terminal.js'
import { defaultFolder } from './recorded-run.js'
import { reportBroken, shellWord } from './run-result.js'

test('a broken law ends with 5 and says which and where', () => {
  const terminal = memoryTerminal()
  const broken = [{ law: "the statements' total_micro sums to zero", evidence: 'it sums to 0.000001' }]
  expect(reportBroken(broken, terminal)).toBe(5)
  expect(terminal.stderr).toContain("broken the statements' total_micro sums to zero: it sums to 0.000001\n")
  expect(terminal.stderr).toContain('please report it with the run folder')
  expect(terminal.stdout).toBe('')
})

test('a sound run ends with 0 and says nothing about laws', () => {
  const terminal = memoryTerminal()
  expect(reportBroken([], terminal)).toBe(0)
  expect(terminal.stderr).toBe('')
})

test.each([
  ['misono-day', 'base', '1', 'runs/misono-day-1'],
  ['misono-day', 'cloudy', '1', 'runs/misono-day-cloudy-1'],
  ['../up', 'a/b', 'x y', 'runs/.._up-a_b-x_y'],
  ['美園', 'base', '7', 'runs/美園-7'],
])('%s, case %s, seed %s goes to %s', (name, variant, seed, folder) => {
  expect(defaultFolder({ name, case: variant, seed } as Parameters<typeof defaultFolder>[0])).toBe(folder)
})

test.each([
  ['runs/misono-day-1', 'runs/misono-day-1'],
  ['out フォルダ', "'out フォルダ'"],
  ["it's", "'it'\\''s'"],
])('the next command can be pasted: %s becomes %s', (folder, word) => {
  expect(shellWord(folder)).toBe(word)
})
