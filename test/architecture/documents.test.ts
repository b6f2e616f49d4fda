import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSource, paths, programs, read } from './repository.js'

const all = new Set(paths())
const documents = [...all].filter((path) => path.endsWith('.md'))

describe('the documents', () => {
  it('link to files that are there', () => {
    const dead: string[] = []
    for (const path of documents) {
      for (const [, target] of read(path).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
        if (/^[a-z]+:/.test(target)) continue
        const file = posix.join(posix.dirname(path), target).replace(/\/$/, '')
        const there = all.has(file) || [...all].some((other) => other.startsWith(`${file}/`))
        if (!there) dead.push(`${path} links to ${target}`)
      }
    }
    expect(dead).toEqual([])
  })

  it('every decision is listed, numbered without a gap and has its four parts', () => {
    const records = documents.filter((path) => /^docs\/adr\/\d/.test(path)).sort()
    records.forEach((path, i) => {
      expect(posix.basename(path).slice(0, 4)).toBe(String(i + 1).padStart(4, '0'))
      expect(read('docs/adr/README.md')).toContain(`(${posix.basename(path)})`)
      for (const part of ['Context', 'Decision', 'Consequence']) expect(read(path), path).toContain(`## ${part}`)
      expect(read(path), path).toMatch(/## (Evidence|Alternatives)/)
    })
    expect(records.length).toBeGreaterThan(0)
  })
})

describe('the glossary', () => {
  const rows = read('docs/GLOSSARY.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| term \|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))

  it('gives each term once, with a meaning and its Japanese', () => {
    const terms = rows.map(([, term]) => term)
    expect(terms.filter((term, i) => terms.indexOf(term) !== i)).toEqual([])
    for (const row of rows) {
      expect(row, row[1]).toHaveLength(6)
      expect(row[2], row[1]).not.toBe('')
      expect(row[3], row[1]).not.toBe('')
    }
  })

  it('names nothing in code that the code does not name', () => {
    const sources = programs().filter(({ path }) => isSource(path))
    const words = new Set(sources.flatMap(({ text }) => text.match(/[\w$-]+/g) ?? []))
    const named = (code: string) => (code.match(/[\w$-]+/g) ?? []).every((word) => words.has(word))
    const stale = rows.flatMap(([, term, , , code]) =>
      [...code.matchAll(/`([^`]+)`/g)]
        .map(([, name]) => name)
        .filter((name) => !name.startsWith('@') && !named(name))
        .map((name) => `${term}: ${name}`),
    )
    expect(stale).toEqual([])
  })
})
