import type { Mistake, Mistakes } from '../mistake.js'
import { suggestion } from '../spelling.js'
import { expandReplicas, isTemplate } from './replicate.js'
import { type Entry, type ListTree, type MapTree, memberName, type Path, type Tree, textOf } from './tree.js'

/**
 * Lay a patch over a tree, as RFC 7396 (JSON merge patch) does, plus a rule for lists of named members:
 * - a map over a map merges key by key; `null` removes the key; anything else replaces it
 * - a map over a list changes the members it addresses by name, else all of that `kind`, or all with `*`; `null` removes
 *   them; it never adds, so that a mistyped name is a mistake and not a new site
 * - a list of named members over such a list merges those with the same name and appends the others
 * - any other list replaces the whole list
 */
export function patchTree(base: Tree, patch: Tree, mistakes: Mistakes): Tree {
  const misses = new Map<Tree, Mistake | undefined>()
  const merged = merge(base, patch, { mistakes, misses, path: [], owner: undefined }) ?? base
  for (const miss of misses.values()) {
    if (miss) mistakes.add(miss.place, miss.path, miss.problem, miss.remedy)
  }
  return merged
}

interface Context {
  readonly mistakes: Mistakes
  /** By patch value: why it found nothing to change, undefined once it did. `*` may reach members without a battery. */
  readonly misses: Map<Tree, Mistake | undefined>
  readonly path: Path
  /** Name of the site around, which its devices are called after. */
  readonly owner: string | undefined
}

function merge(base: Tree | undefined, patch: Tree, context: Context): Tree | undefined {
  if (patch.kind === 'scalar' && patch.value === null) return undefined
  if (base === undefined) return withoutNulls(patch)
  if (patch.kind === 'map' && base.kind === 'map') return mergeMaps(base, patch, context)
  if (patch.kind === 'map' && base.kind === 'list') return mergeMembers(base, patch, context)
  if (patch.kind === 'list' && base.kind === 'list') return mergeLists(base, patch, context)
  return withoutNulls(patch)
}

function mergeMaps(base: MapTree, patch: MapTree, context: Context): MapTree {
  const entries = new Map<string, Entry>(base.entries)
  const owner = textOf(base, 'name') ?? context.owner
  for (const [key, entry] of patch.entries) {
    const old = entries.get(key)
    const value = merge(old?.value, entry.value, { ...context, owner, path: [...context.path, key] })
    if (value === undefined) entries.delete(key)
    // a merged map or list is still the base's; a replaced value belongs to the patch
    else entries.set(key, { key: old && value.place === old.value.place ? old.key : entry.key, value })
  }
  return { kind: 'map', place: base.place, entries }
}

function mergeMembers(base: ListTree, patch: MapTree, context: Context): ListTree {
  let items: readonly Tree[] = base.items
  for (const [selector, { key, value }] of patch.entries) {
    let chosen = select(items, selector, context.owner)
    if (chosen.size === 0 && items.some(isTemplate)) {
      items = items.flatMap((item) => expandReplicas(item, context.mistakes))
      chosen = select(items, selector, context.owner)
    }
    const path = [...context.path, selector]
    if (chosen.size === 0) {
      if (context.misses.has(value) || selector === '*') continue
      const names = items.flatMap((item) => memberName(item, context.owner) ?? [])
      const remedy = names.length === 0 ? 'Give the whole list instead' : suggestion(selector, names)
      const problem = `nothing here is named or of kind "${selector}"`
      context.misses.set(value, { place: key, path: path.join('.'), problem, remedy })
      continue
    }
    context.misses.set(value, undefined)
    items = items.flatMap((item) => {
      if (!chosen.has(item)) return [item]
      const merged = merge(item, value, { ...context, owner: memberName(item, context.owner), path })
      return merged === undefined ? [] : [merged]
    })
  }
  return { ...base, items }
}

function select(items: readonly Tree[], selector: string, owner: string | undefined): Set<Tree> {
  if (selector === '*') return new Set(items)
  const named = items.filter((item) => memberName(item, owner) === selector)
  return new Set(named.length > 0 ? named : items.filter((item) => textOf(item, 'kind') === selector))
}

function mergeLists(base: ListTree, patch: ListTree, context: Context): ListTree {
  const nameOf = (item: Tree) => memberName(item, context.owner)
  if (patch.items.length === 0 || ![...base.items, ...patch.items].every((item) => nameOf(item) !== undefined)) {
    return withoutNulls(patch) as ListTree
  }
  let items: readonly Tree[] = base.items
  const has = (name: string | undefined) => items.some((item) => nameOf(item) === name)
  if (items.some(isTemplate) && !patch.items.every((item) => has(nameOf(item)))) {
    items = items.flatMap((item) => expandReplicas(item, context.mistakes))
  }
  const merged = [...items]
  for (const item of patch.items) {
    const name = nameOf(item)
    const at = merged.findIndex((old) => nameOf(old) === name)
    if (at < 0) merged.push(withoutNulls(item))
    else merged[at] = merge(merged[at], item, { ...context, owner: name, path: [...context.path, name ?? ''] }) ?? item
  }
  return { ...base, items: merged }
}

function withoutNulls(tree: Tree): Tree {
  if (tree.kind !== 'map') return tree
  const kept = [...tree.entries].filter(([, { value }]) => value.kind !== 'scalar' || value.value !== null)
  const entries = kept.map(([key, entry]): [string, Entry] => [key, { ...entry, value: withoutNulls(entry.value) }])
  return { ...tree, entries: new Map(entries) }
}
