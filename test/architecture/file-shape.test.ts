import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { badNames, FULLEST_FOLDER, foreignHabits, indexLogic, LONGEST, lines, median, promises } from './file-shape.js'
import { isSource, isTest, paths, programs, read } from './repository.js'

const files = programs()
const isIndex = (path: string) => /\/src\/index\.ts$/.test(path)

describe('a file is one concept', () => {
  it(`no program is longer than ${LONGEST} lines`, () => {
    const long = files.filter((file) => lines(file) > LONGEST)
    expect(long.map((file) => `${file.path} has ${lines(file)} lines`)).toEqual([])
  })

  it('half of the sources have no more than 110 lines', () => {
    expect(median(files.filter(({ path }) => isSource(path) && !isIndex(path)).map(lines))).toBeLessThanOrEqual(110)
  })

  it('files and folders have kebab-case names of concepts', () => {
    expect(files.flatMap(({ path }) => badNames(path))).toEqual([])
  })

  it(`a folder holds at most ${FULLEST_FOLDER} sources`, () => {
    const count = new Map<string, number>()
    for (const { path } of files) {
      if (!isTest(path) && !isIndex(path)) count.set(posix.dirname(path), (count.get(posix.dirname(path)) ?? 0) + 1)
    }
    const full = [...count].filter(([, sources]) => sources > FULLEST_FOLDER)
    expect(full.map(([folder, sources]) => `${folder} holds ${sources} sources: it wants subfolders`)).toEqual([])
  })

  it('an index holds named re-exports only', () => {
    expect(files.filter(({ path }) => isIndex(path)).flatMap(indexLogic)).toEqual([])
  })
})

describe('the habits of the house', () => {
  it('no interface has the prefix I and nothing sorts by locale', () => {
    expect(files.flatMap(foreignHabits)).toEqual([])
  })

  it('work is done or reported, not promised in a comment', () => {
    const texts = paths().filter((path) => /\.([cm]?[jt]s|md|ya?ml|json|css|html)$/.test(path))
    expect(texts.flatMap((path) => promises({ path, text: read(path) }))).toEqual([])
  })
})

describe('the checks of shape', () => {
  it('count lines as an editor does', () => {
    expect(lines({ path: 'a.ts', text: 'a\nb\n' })).toBe(2)
    expect(lines({ path: 'a.ts', text: 'a\nb' })).toBe(2)
  })

  it('take the middle of an odd and of an even number of values', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([9, 1, 5, 7])).toBe(6)
  })

  it('know a name that says something', () => {
    expect(badNames('packages/market/src/call/batch-book.test.ts')).toEqual([])
    expect(badNames('packages/market/src/priceUtils.ts')).toEqual([
      'packages/market/src/priceUtils.ts: priceUtils is not kebab-case',
    ])
    expect(badNames('packages/market/src/order-helpers.ts')).toEqual([
      'packages/market/src/order-helpers.ts: helpers names no concept',
    ])
    expect(badNames('packages/market/types/order.ts')).toHaveLength(1)
  })

  it('tell a re-export from logic', () => {
    const index = (text: string) => indexLogic({ path: 'index.ts', text })
    expect(index(`export { a, type B } from './a.js'\nexport type { C } from './c.js'\nexport {}`)).toEqual([])
    expect(index(`export * from './a.js'`)).toHaveLength(1)
    expect(index(`import { a } from './a.js'\nexport const b = a`)).toHaveLength(2)
  })

  it('see foreign habits in code and not in words', () => {
    const check = (text: string) => foreignHabits({ path: 'a.ts', text })
    expect(check(`interface IOrder {}\nnames.sort((a, b) => a.localeCompare(b))`)).toHaveLength(2)
    expect(check(`interface Interval {}\ninterface IO {}\n// never localeCompare`)).toEqual([])
  })

  it('see a promise', () => {
    expect(promises({ path: 'a.ts', text: `ok\n// ${'TO'}${'DO'}: later` })).toHaveLength(1)
    expect(promises({ path: 'a.ts', text: 'todo lists are fine' })).toEqual([])
  })
})
