import type { Mistakes, Place } from '../mistake.js'
import type { Tree } from './tree.js'
import { readYaml } from './yaml-tree.js'

/**
 * A patch from `path=value`, as the command line takes it: `market.mechanism=call`,
 * `sites.h1.devices.h1-battery.strategy=table`, `sites.*.devices.battery=null`. The value is read as YAML.
 * @param source what its place is called.
 */
export function assignmentPatch(text: string, mistakes: Mistakes, source = `--set ${text}`): Tree | undefined {
  const place: Place = { source }
  const equals = text.indexOf('=')
  const keys = text.slice(0, Math.max(0, equals)).split('.')
  if (equals < 1 || keys.some((key) => key.trim() === '')) {
    mistakes.add(place, '', 'expected path=value', 'For example: --set market.mechanism=call')
    return undefined
  }
  const value = readYaml(text.slice(equals + 1), place.source, mistakes, place)
  if (value === undefined) return undefined
  return keys.reduceRight<Tree>(
    (inner, key) => ({ kind: 'map', place, entries: new Map([[key.trim(), { key: place, value: inner }]]) }),
    value,
  )
}
