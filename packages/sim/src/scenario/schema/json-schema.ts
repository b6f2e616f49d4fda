import { z } from 'zod'
import { scenarioSchema } from './scenario-schema.js'

/** A node of a JSON Schema, as far as we read it back. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly const?: unknown
  readonly type?: string
  readonly [key: string]: unknown
}

let made: JsonSchema | undefined

/** JSON Schema (draft 2020-12) of the scenario file, for editors; made from the schema that reads it. */
export function scenarioJsonSchema(): JsonSchema {
  const target = 'draft-2020-12'
  made ??= {
    $id: 'https://jazzgrid.dev/schema/scenario-1.json',
    title: 'Jazzgrid scenario',
    ...(z.toJSONSchema(scenarioSchema, { io: 'input', target }) as JsonSchema),
  }
  return made
}
