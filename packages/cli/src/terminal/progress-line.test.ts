import { expect, test } from 'vitest'
import { memoryTerminal } from '../../test/memory-terminal.js'
import { ProgressLine } from './progress-line.js'

const MARKET = { currency: 'JPY', slotLength: 1_800_000 }
const ROUND = 90_000

test('off a terminal there is one line for every tenth, with speed, time left and the price', () => {
  const terminal = memoryTerminal()
  const progress = new ProgressLine(terminal, 'misono-day', MARKET)
  for (let done = 1; done <= 1000; done++) {
    terminal.time += 2
    progress.step({ done, total: 1000, now: (done - 1) * ROUND, price: done < 50 ? Number.NaN : 20_000 + done })
  }
  progress.end()
  const lines = terminal.stderr.split('\n').filter(Boolean)
  expect(lines).toHaveLength(10)
  expect(lines[0]).toMatch(/^misono-day {2}10 % {2}25 slots\/s {2}2 s left {2} *[▁-█]+ 20\.1 JPY\/kWh$/)
  expect(lines[9]).toMatch(/^misono-day 100 % {2}25 slots\/s {2}2\.0 s {2}/)
})

test('before the first trade there is no price, and nothing else is missing', () => {
  const terminal = memoryTerminal()
  const progress = new ProgressLine(terminal, 'quiet', MARKET)
  terminal.time = 1000
  progress.step({ done: 1, total: 2, now: 0, price: Number.NaN })
  expect(terminal.stderr).toBe('quiet  50 %  1.0 slots/s  1 s left\n')
})

test('on a terminal one line is redrawn, at most ten times a second, within its width, and taken away at the end', () => {
  const terminal = memoryTerminal({ live: true, columns: 40 })
  const progress = new ProgressLine(terminal, 'misono-day', MARKET)
  for (let done = 1; done <= 1000; done++) {
    terminal.time += 1
    progress.step({ done, total: 1000, now: done * MARKET.slotLength, price: 20_000 })
  }
  progress.end()
  const frames = terminal.stderr.split('\r\u001b[K').slice(1)
  expect(frames.length).toBeLessThanOrEqual(12)
  expect(Math.max(...frames.map((frame) => frame.length))).toBeLessThan(40)
  expect(terminal.stderr).not.toContain('\n')
  expect(frames.at(-1)).toBe('')
})
