import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memoryTerminal } from '../test/memory-terminal.js'
import { runCommand } from './program.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jazzgrid-book-text-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function clear(path: string, stdin?: string) {
  const terminal = memoryTerminal({ ...(stdin !== undefined && { stdin }) })
  const code = await runCommand(['auction', 'clear', path, '--json'], {
    terminal,
    signal: new AbortController().signal,
  })
  return { code, stdout: terminal.stdout, stderr: terminal.stderr }
}

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

const EMPTY_BOOK = '{"orders": []}'
const utf8 = (text: string) => new TextEncoder().encode(text)

test('a book comes from a file, with or without a byte order mark, or from stdin', async () => {
  const plain = await clear(file('plain.json', utf8(EMPTY_BOOK)))
  const marked = await clear(file('marked.json', utf8(`\ufeff${EMPTY_BOOK}`)))
  const piped = await clear('-', EMPTY_BOOK)
  for (const { code, stdout, stderr } of [plain, marked, piped]) {
    expect([code, JSON.parse(stdout).schema, stderr]).toEqual([0, 'jazzgrid/clearing@1', ''])
  }
})

test.each([
  ['UTF-16 with its mark', Buffer.from(`\ufeff${EMPTY_BOOK}`, 'utf16le'), 'it is not UTF-8 text'],
  ['UTF-16 without', Buffer.from(EMPTY_BOOK, 'utf16le'), 'it is not UTF-8 text'],
  ['Latin-1', Buffer.from('{"orders": [{"id": "\u00e9"}]}', 'latin1'), 'it is not UTF-8 text'],
  ['nothing', new Uint8Array(), '$: The book is empty.'],
])('a file of %s is refused with what it is and what to do', async (name, bytes, why) => {
  const path = file(`${name}.json`, bytes)
  const { code, stdout, stderr } = await clear(path)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(`error ${path}: ${why}`)
  expect(stderr).toMatch(/Save it as UTF-8\.|Write /)
})

test('a folder, and what is not there, are no books', async () => {
  expect((await clear(folder)).stderr).toContain(`${folder}: it is a folder. Give the path of a JSON book`)
  expect((await clear(join(folder, 'absent.json'))).stderr).toContain('there is no such file')
  expect((await clear(folder)).code).toBe(2)
})

test('a key that stands twice is refused with its path', async () => {
  const { code, stderr } = await clear('-', '{"orders": [], "tick": 1, "tick": 2}')
  expect([code, stderr]).toEqual([
    2,
    'error stdin: tick: "tick" is there a second time (line 1, column 27). Keep one of the two.\n',
  ])
})
