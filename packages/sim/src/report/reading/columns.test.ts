import { expect, test } from 'vitest'
import { smallRun } from '../../../test/report/small-run.js'
import { numbers, texts } from './columns.js'

test('a column is read by table and name', () => {
  expect([...numbers(smallRun(), 'kpis', 'value')]).toEqual([3200, 13_793.5, 53_000_000, 0.5, NaN])
  expect(texts(smallRun(), 'kpis', 'unit').at(2)).toBe('micro')
})

test('a column that is not there, or of the other kind, is an error that names what is', () => {
  const wanted = expect.objectContaining({ code: 'run-column-missing' })
  expect(() => numbers(smallRun(), 'kpis', 'amount')).toThrow(wanted)
  expect(() => numbers(smallRun(), 'kpis', 'unit')).toThrow(wanted)
  expect(() => texts(smallRun(), 'kpis', 'value')).toThrow('kpis of run corner has no text column "value"; it has kpi')
})
