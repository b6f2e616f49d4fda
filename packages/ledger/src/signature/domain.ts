const encoder = new TextEncoder()

/**
 * A message to sign or hash for one purpose only: the name of the purpose, a zero byte, then the content. A signature
 * under an entry can so never pass for one under a vote.
 */
export function inDomain(purpose: Domain, content: Uint8Array): Uint8Array {
  const name = PREFIX[purpose]
  const message = new Uint8Array(name.length + content.length)
  message.set(name)
  message.set(content, name.length)
  return message
}

export type Domain = (typeof DOMAINS)[number]

const DOMAINS = [
  'entry',
  'possession',
  'genesis',
  'frontier',
  'vector',
  'close',
  'closes',
  'proposal',
  'vote',
  'value',
  'validators',
  'proposers',
  'invitation',
] as const

const PREFIX = Object.fromEntries(DOMAINS.map((name) => [name, encoder.encode(`jazzgrid/${name}/1\0`)])) as Readonly<
  Record<Domain, Uint8Array>
>
