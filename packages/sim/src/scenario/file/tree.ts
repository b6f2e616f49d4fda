import type { Place } from '../mistake.js'

/**
 * A value that remembers where it was written, through cases, overrides and replication, so that a mistake found at the
 * very end still names the line that made it.
 */
export type Tree = ScalarTree | ListTree | MapTree

export interface ScalarTree {
  readonly kind: 'scalar'
  readonly place: Place
  readonly value: string | number | boolean | null
}

export interface ListTree {
  readonly kind: 'list'
  readonly place: Place
  readonly items: readonly Tree[]
}

export interface MapTree {
  readonly kind: 'map'
  readonly place: Place
  readonly entries: ReadonlyMap<string, Entry>
}

export interface Entry {
  /** Where the key stands; a value may begin lines below it. */
  readonly key: Place
  readonly value: Tree
}

export type Path = readonly (string | number)[]

/** The bare data, without places. */
export function dataOf(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value
  if (tree.kind === 'list') return tree.items.map(dataOf)
  return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, dataOf(value)]))
}

export function child(tree: Tree | undefined, key: string | number): Tree | undefined {
  if (tree?.kind === 'map') return tree.entries.get(String(key))?.value
  if (tree?.kind === 'list') return tree.items[Number(key)]
  return undefined
}

/** The text under a key of a map, where it is text or a number. */
export function textOf(tree: Tree | undefined, key: string): string | undefined {
  const value = child(tree, key)
  if (value?.kind !== 'scalar' || value.value === null || typeof value.value === 'boolean') return undefined
  return String(value.value)
}

/** Where the value at a path was written; for a key that is missing, where its parent was. */
export function placeAt(tree: Tree, path: Path): Place {
  let place = tree.place
  let at: Tree | undefined = tree
  for (const key of path) {
    at = child(at, key)
    if (at === undefined) return place
    place = at.place
  }
  return place
}

/** Where a key itself was written, for a complaint about the key. */
export function keyPlaceAt(tree: Tree, path: Path, key: string): Place {
  const parent = path.reduce<Tree | undefined>(child, tree)
  return (parent?.kind === 'map' ? parent.entries.get(key)?.key : undefined) ?? placeAt(tree, path)
}

/** A path for people: members of lists by name where they have one. */
export function pathText(tree: Tree, path: Path): string {
  const words: string[] = []
  let at: Tree | undefined = tree
  let owner: string | undefined
  for (const key of path) {
    const list: boolean = at?.kind === 'list'
    at = child(at, key)
    const name: string | undefined = list && at?.kind === 'map' ? memberName(at, owner) : undefined
    owner = name ?? owner
    words.push(name ?? String(key))
  }
  return words.join('.')
}

/** What a member of a list is called: its `name`, or for a device without one its site and kind (`h1-battery`). */
export function memberName(item: Tree, owner: string | undefined): string | undefined {
  const name = textOf(item, 'name')
  if (name !== undefined) return name
  const kind = textOf(item, 'kind')
  return kind === undefined || owner === undefined ? undefined : `${owner}-${kind}`
}
