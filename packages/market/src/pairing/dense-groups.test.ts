import { expect, it } from 'vitest'
import { denseGroups } from './dense-groups.js'

it('small numbers serve as they are', () => {
  const numbers = Int32Array.of(3, 0, 7)
  expect(denseGroups(numbers, 3, 'group')).toEqual({ group: numbers, groups: 8 })
})

it('numbers too large to index an array by are renumbered, equal ones alike', () => {
  expect(denseGroups(Int32Array.of(2_000_000_000, 5, 2_000_000_000, -1), 4, 'group')).toEqual({
    group: Int32Array.of(0, 1, 0, 2),
    groups: 3,
  })
})

it('a negative feeder is none', () => {
  expect(denseGroups(Int32Array.of(-1, 2), 2, 'none')).toEqual({ group: Int32Array.of(-1, 2), groups: 3 })
  expect(denseGroups(Int32Array.of(-1, 2_000_000_000), 2, 'none')).toEqual({ group: Int32Array.of(-1, 0), groups: 1 })
})
