import ts from 'typescript'
import { parse, place, visit } from './program-syntax.js'
import type { RepositoryFile } from './repository.js'

export const LONGEST = 300
export const FULLEST_FOLDER = 10

export const lines = ({ text }: RepositoryFile): number => text.replace(/\n$/, '').split('\n').length

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Words that say nothing about what is inside. */
const EMPTY_WORDS = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'managers', 'types', 'misc'])

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** What is wrong with the name of a program file or of a folder on its way. */
export function badNames(path: string): string[] {
  const found: string[] = []
  const folders = path.split('/')
  const file = folders.pop() as string
  const stem = file.replace(/(\.(test|bench|config))?(\.d)?\.[cm]?[jt]s$/, '')
  for (const name of [...folders.map((folder) => folder.replace(/^\./, '')), stem]) {
    if (!KEBAB.test(name)) found.push(`${path}: ${name} is not kebab-case`)
    for (const word of name.split('-')) if (EMPTY_WORDS.has(word)) found.push(`${path}: ${word} names no concept`)
  }
  return found
}

/** Statements of an index that are more than a re-export of names. */
export function indexLogic(file: RepositoryFile): string[] {
  return parse(file)
    .statements.filter(
      (statement) =>
        !ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause),
    )
    .map((statement) => `${place(statement)} is not a re-export of names`)
}

/** Interfaces with the prefix of another language, and sorting by the language of the machine. */
export function foreignHabits(file: RepositoryFile): string[] {
  const found: string[] = []
  if (!/localeCompare|interface I[A-Z]/.test(file.text)) return found // spares most files the parsing
  visit(parse(file), (node) => {
    if (ts.isInterfaceDeclaration(node) && /^I[A-Z][a-z]/.test(node.name.text)) {
      found.push(`${place(node)} interface ${node.name.text} has the prefix I`)
    }
    if (ts.isIdentifier(node) && node.text === 'localeCompare') found.push(`${place(node)} localeCompare`)
  })
  return found
}

const UNFINISHED = new RegExp(`\\b(${['TO_DO', 'FIX_ME', 'X_X_X'].join('|').replaceAll('_', '')})\\b`)

/** Lines that promise work instead of doing it. */
export function promises({ path, text }: RepositoryFile): string[] {
  return text.split('\n').flatMap((line, i) => (UNFINISHED.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : []))
}
