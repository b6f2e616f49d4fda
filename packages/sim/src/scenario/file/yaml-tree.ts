import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Mistakes, Place } from '../mistake.js'
import type { Entry, Tree } from './tree.js'

/** More nodes than this come from an alias bomb, not from a person. */
const NODE_LIMIT = 1_000_000
const DEPTH_LIMIT = 40

/**
 * Read YAML 1.2 (and so JSON) into a tree with places.
 * @param source what a place is called: the file name, or the option the text came from.
 * @param fixed gives every node this place instead of its own, for text that is not a file.
 * @returns undefined where the text is not YAML; the mistakes say why.
 */
export function readYaml(text: string, source: string, mistakes: Mistakes, fixed?: Place): Tree | undefined {
  const before = mistakes.count
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: false })
  const placeOf = (offset: number | undefined): Place => {
    if (fixed) return fixed
    const { line, col } = lines.linePos(offset ?? 0)
    return { source, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const errors = [...document.errors, ...document.warnings]
  const broken = errors.find(({ code }) => code !== 'DUPLICATE_KEY')
  for (const error of errors) {
    // where the text breaks, all that follows is misread and would only bury the cause
    if (error.code !== 'DUPLICATE_KEY' && error !== broken) continue
    mistakes.add(placeOf(error.pos[0]), '', `not valid YAML: ${sentence(error.message)}`, remedyOf(error.code))
  }
  if (mistakes.count > before) return undefined

  let budget = NODE_LIMIT
  const convert = (node: unknown, parent: Place, depth: number): Tree => {
    if (--budget < 0 || depth > DEPTH_LIMIT) throw new TooLarge(parent)
    if (isAlias(node)) {
      const place = placeOf(node.range?.[0])
      const target = node.resolve(document)
      if (target !== undefined) return convert(target, place, depth + 1)
      mistakes.add(
        place,
        '',
        `there is no anchor &${node.source} above this alias`,
        'Correct its name, or define it first',
      )
    }
    const place = (node as Node | null)?.range ? placeOf((node as Node).range?.[0]) : parent
    if (isMap(node)) {
      const entries = new Map<string, Entry>()
      for (const pair of node.items) {
        const key = placeOf((pair.key as Node).range?.[0])
        entries.set(String(isScalar(pair.key) ? pair.key.value : pair.key), {
          key,
          value: convert(pair.value, key, depth + 1),
        })
      }
      return { kind: 'map', place, entries }
    }
    if (isSeq(node)) return { kind: 'list', place, items: node.items.map((item) => convert(item, place, depth + 1)) }
    const value = isScalar(node) ? node.value : null
    return { kind: 'scalar', place, value: scalar(value) }
  }
  try {
    const tree = convert(document.contents, placeOf(0), 0)
    return mistakes.count > before ? undefined : tree
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    mistakes.add(error.place, '', 'too large or too deep', 'Look for an alias that holds itself')
    return undefined
  }
}

class TooLarge extends Error {
  readonly place: Place
  constructor(place: Place) {
    super('too large')
    this.place = place
  }
}

function scalar(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return String(value)
}

const sentence = (message: string): string => message.replace(/[.\s]+$/, '')

function remedyOf(code: string): string {
  if (code === 'TAB_AS_INDENT') return 'Indent with spaces'
  if (code === 'DUPLICATE_KEY') return 'Keep one of the two'
  if (code === 'MULTIPLE_DOCS') return 'Put each scenario in a file of its own; use cases for variants'
  return 'Check indentation, quotes and brackets here'
}
