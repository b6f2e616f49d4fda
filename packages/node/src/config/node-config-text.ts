import type { z } from 'zod'
import type { nodeConfigSchema } from './node-config.js'

const HEADER = `# yaml-language-server: $schema=https://jazzgrid.dev/schema/node-1.json
# Settings of this node; what is left out has a default
`

/** The text of a `node.yaml`: a line for each part. */
export function nodeConfigText(config: z.input<typeof nodeConfigSchema>): string {
  const lines = Object.entries(config).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
  return HEADER + lines.join('')
}
