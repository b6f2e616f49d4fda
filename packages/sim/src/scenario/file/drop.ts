import { child, type Path, type Tree } from './tree.js'

/** The tree without the values at these paths; where there is none, without what should have held it. */
export function withoutPaths(tree: Tree, paths: readonly Path[]): Tree {
  const within = new Map<string, Path[]>()
  for (const [key, ...rest] of paths) {
    const known = within.get(String(key)) ?? []
    within.set(String(key), [...known, rest])
  }
  const kept = (key: string | number, value: Tree): Tree | undefined => {
    const inner = within.get(String(key))
    if (inner === undefined) return value
    const gone = inner.some(([next, ...deeper]) => {
      return next === undefined || (deeper.length === 0 && child(value, next) === undefined)
    })
    return gone ? undefined : withoutPaths(value, inner)
  }
  if (tree.kind === 'list') return { ...tree, items: tree.items.flatMap((item, i) => kept(i, item) ?? []) }
  if (tree.kind === 'scalar') return tree
  const entries = [...tree.entries].flatMap(([key, entry]) => {
    const value = kept(key, entry.value)
    return value === undefined ? [] : [[key, { ...entry, value }] as const]
  })
  return { ...tree, entries: new Map(entries) }
}
