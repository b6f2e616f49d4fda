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
  const plan = planOf(child(item, 'replicate'))
  if (plan === undefined) return [item]
  const name = textOf(item, 'name') ?? ''
  const named = plan.count === 1 || name.includes('{n}')
  if (!named) {
    const problem = `${plan.count} copies need names that differ`
    const place = child(item, 'name')?.place ?? item.place
    mistakes.add(place, `sites.${name}.name`, problem, `Write {n} in it: name: ${name}{n}`)
  }
  return Array.from({ length: named ? plan.count : 1 }, (_, i) => {
    const copy = numbered(item, plan.from + i) as MapTree
    const entries = new Map(copy.entries)
    entries.delete('replicate')
    const value = plan.preferences[i % plan.preferences.length]
    if (value !== undefined) entries.set('preference', { key: value.place, value })
    return { ...copy, entries }
  })
}

interface ReplicaPlan {
  readonly count: number
  readonly from: number
  readonly preferences: readonly Tree[]
}

function planOf(replicate: Tree | undefined): ReplicaPlan | undefined {
  if (replicate?.kind !== 'map') return undefined
  if ([...replicate.entries.keys()].some((key) => !['count', 'from', 'preferences'].includes(key))) return undefined
  const whole = (key: string): number | undefined => {
    const value = child(replicate, key)
    if (value?.kind !== 'scalar' || typeof value.value !== 'number') return undefined
    return Number.isSafeInteger(value.value) && value.value >= 0 ? value.value : undefined
  }
  const count = whole('count')
  const from = replicate.entries.has('from') ? whole('from') : 1
  if (count === undefined || count < 1 || count > REPLICA_LIMIT || from === undefined) return undefined
  const turns = child(replicate, 'preferences')
  if (turns !== undefined && (turns.kind !== 'list' || turns.items.length === 0)) return undefined
  return { count, from, preferences: turns?.kind === 'list' ? turns.items : [] }
}

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
