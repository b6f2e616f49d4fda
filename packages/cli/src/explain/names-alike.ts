/** The names with those first that begin most like the one that was asked for; as many keep their order. */
export function alikeFirst(asked: string, names: readonly string[]): string[] {
  const wanted = [...asked.toLowerCase()]
  const shared = (name: string): number => {
    const letters = [...name.toLowerCase()]
    const end = wanted.findIndex((letter, i) => letters[i] !== letter)
    return end < 0 ? wanted.length : end
  }
  return names.toSorted((a, b) => shared(b) - shared(a))
}
