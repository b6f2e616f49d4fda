import type { Mistakes } from '../mistake.js'
import { child, type Entry, type MapTree, type Tree, textOf } from './tree.js'

/** The most copies of one template. */
export const REPLICA_LIMIT = 100_000

export const isTemplate = (item: Tree): boolean => item.kind === 'map' && item.entries.has('replicate')

/**
 * The copies of a site that carries `replicate: {count, from, preferences}`. In every text of the template `{n}` is the
 * number of the copy and `{n/10}` that of its group of ten (1, 2, ...). A template that is not well formed stays as it is,
 * for the schema to complain about.
 */
export function expandReplicas(item: Tree, mistakes: Mistakes): Tree[] {
  if (item.kind !== 'map' || !isTemplate(item)) return [item]
  const replicate = child(item, 'replicate')
  const count = Number(textOf(replicate, 'count'))
  const from = Number(textOf(replicate, 'from') ?? 1)
  if (!Number.isInteger(count) || count < 1 || count > REPLICA_LIMIT || !Number.isInteger(from) || from < 0)
    return [item]
  const extra = replicate?.kind === 'map' && [...replicate.entries.keys()].some((key) => !KEYS.has(key))
  if (extra) return [item]
  const name = textOf(item, 'name') ?? ''
  if (count > 1 && !name.includes('{n}')) {
    const place = child(item, 'name')?.place ?? item.place
    mistakes.add(
      place,
      `sites.${name}.name`,
      `${count} copies need names that differ`,
      `Write {n} in it: name: ${name}{n}`,
    )
    return []
  }
  const turns = child(replicate, 'preferences')
  const preferences = turns?.kind === 'list' ? turns.items : []
  return Array.from({ length: count }, (_, i) => {
    const copy = numbered(item, from + i) as MapTree
    const entries = new Map(copy.entries)
    entries.delete('replicate')
    if (preferences.length > 0 && turns) {
      entries.set('preference', { key: turns.place, value: preferences[i % preferences.length] })
    }
    return { ...copy, entries }
  })
}

const KEYS = new Set(['count', 'from', 'preferences'])

const PLACEHOLDER = /\{n(?:\/([1-9]\d{0,5}))?\}/g

function numbered(tree: Tree, n: number): Tree {
  if (tree.kind === 'list') return { ...tree, items: tree.items.map((item) => numbered(item, n)) }
  if (tree.kind === 'map') {
    const entries = [...tree.entries].map(([key, entry]): [string, Entry] => [
      key,
      { ...entry, value: numbered(entry.value, n) },
    ])
    return { ...tree, entries: new Map(entries) }
  }
  if (typeof tree.value !== 'string' || !tree.value.includes('{n')) return tree
  const value = tree.value.replace(PLACEHOLDER, (_, size: string | undefined) =>
    String(size === undefined ? n : Math.floor((n - 1) / Number(size)) + 1),
  )
  return { ...tree, value }
}
