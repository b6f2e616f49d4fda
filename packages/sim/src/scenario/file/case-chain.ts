import type { Mistakes, Place } from '../mistake.js'
import { suggestion } from '../spelling.js'
import { child, type MapTree, type Tree } from './tree.js'

/** The case that every file has: the file itself. */
export const BASE_CASE = 'base'

/** The names of the cases that a file offers, `base` first. */
export function caseNames(root: Tree): string[] {
  const cases = child(root, 'cases')
  return [BASE_CASE, ...(cases?.kind === 'map' ? cases.entries.keys() : [])]
}

/**
 * The patches that make a case, in the order they are laid over the file: first those of the cases it extends (each once,
 * in the order written), then its own.
 */
export function casePatches(root: Tree, name: string, mistakes: Mistakes): MapTree[] {
  const cases = child(root, 'cases')
  if (cases?.kind === 'map' && cases.entries.has(BASE_CASE)) {
    const { key } = cases.entries.get(BASE_CASE)!
    mistakes.add(key, 'cases.base', 'base is the file itself', 'Move these values to the top level, or rename the case')
  }
  if (name === BASE_CASE) return []
  const patches: MapTree[] = []
  const done = new Set<string>()
  const visit = (wanted: string, from: { place: Place } | undefined, open: readonly string[]): void => {
    if (wanted === BASE_CASE || done.has(wanted)) return
    const place = from?.place ?? { source: `--case ${name}` }
    const path = from === undefined ? '' : `cases.${open.at(-1)}.extends`
    if (open.includes(wanted)) {
      mistakes.add(
        place,
        path,
        `cases extend each other in a circle: ${[...open, wanted].join(' -> ')}`,
        'Break it here',
      )
      return
    }
    const body = child(cases, wanted)
    if (body === undefined) {
      mistakes.add(place, path, `there is no case "${wanted}"`, suggestion(wanted, caseNames(root), 'Cases'))
      return
    }
    if (body.kind !== 'map') return // the schema complains
    for (const parent of parents(body)) visit(parent.value, parent, [...open, wanted])
    done.add(wanted)
    const entries = [...body.entries].filter(([key]) => key !== 'extends' && key !== 'description')
    patches.push({ ...body, entries: new Map(entries) })
  }
  visit(name, undefined, [])
  return patches
}

function parents(body: Tree): { place: Place; value: string }[] {
  const parent = child(body, 'extends')
  if (parent === undefined) return []
  return (parent.kind === 'list' ? parent.items : [parent]).flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [{ place: item.place, value: item.value }] : [],
  )
}
