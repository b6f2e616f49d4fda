import { builtinModules } from 'node:module'
import ts from 'typescript'
import { imports, packageOf, parse, place, visit } from './program-syntax.js'
import type { RepositoryFile } from './repository.js'

/** Packages that compute and do nothing else; clock, chance, storage and transport are handed to them. */
export const PURE =
  /^(packages\/(units|market|ledger(?!\/src\/(level|openssl)\/)|consensus|network(?!\/src\/libp2p\/)|devices|agent)|agents\/[^/]+)\/src\//

/** Globals that read or change the world around the program. */
const WORLD = new Set([
  'Date',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'queueMicrotask',
  'process',
  'globalThis',
  'window',
  'console',
  'fetch',
  'crypto',
  'Intl',
  'require',
])

const SUSPECT = new RegExp(`\\b(${[...WORLD, 'random'].join('|')})\\b`)

/** What a pure program takes from the world, by place. */
export function impurities(file: RepositoryFile): string[] {
  const found: string[] = []
  for (const { at, from } of imports(file)) {
    if (from.startsWith('node:') || builtinModules.includes(packageOf(from))) found.push(`${at} imports ${from}`)
  }
  if (!SUSPECT.test(file.text)) return found // spares most files the parsing
  visit(parse(file), (node) => {
    if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random')
      found.push(`${place(node)} Math.random`)
    if (ts.isIdentifier(node) && WORLD.has(node.text) && !isMember(node)) found.push(`${place(node)} ${node.text}`)
  })
  return found
}

/** The name of a member, as in `clock.setTimeout`, which belongs to whoever handed the object in. */
function isMember(name: ts.Identifier): boolean {
  const { parent } = name
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) return parent.name === name
  return (
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isPropertySignature(parent)
  )
}
