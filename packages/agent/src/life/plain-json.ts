/**
 * Where a value holds something that JSON would lose or change (undefined, NaN, -0, a class, a function, a cycle), as a
 * path such as `$.positions[3]`; undefined where it is exactly what JSON would give back.
 */
export function notPlainJson(value: unknown, path = '$', above: readonly object[] = []): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? undefined : path
  if (typeof value !== 'object' || above.includes(value)) return path
  const within = [...above, value]
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const found = notPlainJson(value[i], `${path}[${i}]`, within)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (Object.getPrototypeOf(value) !== Object.prototype || Object.getOwnPropertySymbols(value).length > 0) return path
  for (const [key, member] of Object.entries(value)) {
    const found = notPlainJson(member, `${path}.${key}`, within)
    if (found !== undefined) return found
  }
  return undefined
}
