const VOID = new Set(['meta', 'input', 'br', 'link', 'img', 'hr'])

/** What a strict reader would refuse in a page: open elements, doubled ids, references that lead nowhere, bare signs. */
export function markupFaults(html: string): string[] {
  const faults: string[] = []
  const open: string[] = []
  const ids = new Set<string>()
  const referred: string[] = []
  let last = 0
  const body = html.replace(/^<!doctype html>\n/, '').replace(/<style>[\s\S]*?<\/style>/, '')
  for (const match of body.matchAll(/<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w-]+(?:="[^"<]*")?)*)\s*(\/?)>/g)) {
    faults.push(...textFaults(body.slice(last, match.index)))
    last = match.index + match[0].length
    const [, closing, name, attributes, self] = match
    if (closing !== '') {
      const expected = open.pop()
      if (expected !== name) faults.push(`</${name}> closes <${expected}>`)
      continue
    }
    if (self === '' && !VOID.has(name)) open.push(name)
    for (const [, key, value] of attributes.matchAll(/([\w-]+)="([^"]*)"/g)) {
      faults.push(...textFaults(value))
      if (key === 'id') {
        if (ids.has(value)) faults.push(`id ${value} twice`)
        ids.add(value)
      }
      if (key === 'aria-labelledby') referred.push(...value.split(' '))
      if (key === 'for') referred.push(value)
      if (key === 'href' && value.startsWith('#')) referred.push(value.slice(1))
      const target = /url\(#([^)]*)\)/.exec(value)
      if (target) referred.push(target[1])
    }
  }
  faults.push(...textFaults(body.slice(last)))
  if (open.length > 0) faults.push(`left open: ${open.join(' ')}`)
  for (const id of referred) if (!ids.has(id)) faults.push(`nothing has the id ${id}`)
  return faults
}

function textFaults(text: string): string[] {
  const bare = /[<>]|&(?!(amp|lt|gt|quot|#39);)/.exec(text)
  return bare
    ? [`a bare ${bare[0]} in ${JSON.stringify(text.slice(Math.max(0, bare.index - 30), bare.index + 30))}`]
    : []
}
