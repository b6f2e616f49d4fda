/** What a new `node.yaml` says; the rest are defaults, which `jazzgrid config show` prints. */
export interface NodeYaml {
  readonly account?: number
  /** Multiaddrs. */
  readonly listen?: readonly string[]
  readonly members?: readonly KnownMember[]
  /** Of a simulated site. */
  readonly site?: YamlSite
  readonly api?: { readonly port: number }
  readonly clock?: { readonly speed: number; readonly anchor: { readonly wall: number; readonly community: number } }
  readonly join?: {
    readonly host?: string
    readonly port?: number
    readonly doors?: readonly string[]
    readonly admission?: 'ask' | 'follow'
  }
}

export interface KnownMember {
  readonly account: number
  readonly addresses: readonly string[]
}

export interface YamlSite {
  readonly scenario: string
  readonly name: string
  readonly case?: string
  readonly seed?: string
  readonly set?: readonly string[]
}

const HEAD = `# yaml-language-server: $schema=https://jazzgrid.dev/schema/node-1.json
# Settings of this node; jazzgrid config show prints all of them with their defaults.
`

/** The text of a new `node.yaml`. Values are written as JSON, which is YAML: no name in them can break out of its place. */
export function nodeYaml(settings: NodeYaml): string {
  const lines = Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : block(name, value, '')))
  return `${HEAD}${lines.join('\n')}${lines.length > 0 ? '\n' : ''}`
}

function block(name: string, value: unknown, indent: string): string[] {
  if (value === undefined) return []
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
    return [`${indent}${name}:`, ...value.map((item) => `${indent}  - ${JSON.stringify(item)}`)]
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const inner = Object.entries(value).flatMap(([key, of]) => block(key, of, `${indent}  `))
    return [`${indent}${name}:`, ...inner]
  }
  return [`${indent}${name}: ${JSON.stringify(value)}`]
}
