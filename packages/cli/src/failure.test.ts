import { ApiError } from '@jazzgrid/node/api'
import { broken, CodedError } from '@jazzgrid/units'
import { expect, test } from 'vitest'
import { memoryTerminal } from '../test/memory-terminal.js'
import { Interrupted, reportFailure } from './failure.js'

function thrown(work: () => void): unknown {
  try {
    work()
  } catch (failure) {
    return failure
  }
  throw new Error('nothing was thrown')
}

test('bad input ends with 2, its message and no stack', () => {
  const terminal = memoryTerminal()
  expect(reportFailure(new CodedError('book-off-tick', 'book.json: orders[3].price: off tick'), terminal)).toBe(2)
  expect(terminal.stderr).toBe('error book.json: orders[3].price: off tick\n')
})

test('a broken invariant ends with 5 and anything else with 1, both as bugs', () => {
  const ours = memoryTerminal()
  expect(
    reportFailure(
      thrown(() => broken('money sums to zero')),
      ours,
    ),
  ).toBe(5)
  expect(ours.stderr).toContain('broken invariant: money sums to zero')
  expect(ours.stderr).toContain('please report it')
  const other = memoryTerminal()
  expect(reportFailure(new TypeError('x is not a function'), other)).toBe(1)
  expect(other.stderr).not.toContain('    at ')
})

test('JAZZGRID_DEBUG adds the stack and that of its cause', () => {
  const terminal = memoryTerminal({ environment: { JAZZGRID_DEBUG: '1' } })
  reportFailure(new CodedError('x', 'outer', { cause: new Error('inner') }), terminal)
  expect(terminal.stderr).toMatch(/outer[\s\S]+ at [\s\S]+caused by Error: inner[\s\S]+ at /)
})

test('an interrupt says that nothing was written and ends with 130', () => {
  const terminal = memoryTerminal()
  expect(reportFailure(new Interrupted(), terminal)).toBe(130)
  expect(terminal.stderr).toBe('Interrupted: nothing was written.\n')
})

test('what is in a file cannot command the terminal through a message', () => {
  const terminal = memoryTerminal()
  reportFailure(new CodedError('x', 'two\nlines \u001b[2J'), terminal)
  expect(terminal.stderr).toBe('error two\nlines \ufffd[2J\n')
})

test.each([
  ['unreachable', 3],
  ['forbidden', 4],
  ['refused', 6],
  ['not-ready', 75],
] as const)('a node that says %s ends with %i', (code, exit) => {
  expect(reportFailure(new ApiError(code, 'why'), memoryTerminal())).toBe(exit)
})
