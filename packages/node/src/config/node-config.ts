import { z } from 'zod'
import { MODES } from '../api/contract/condition.js'

const natural = z.int().min(0)
const multiaddr = z
  .string()
  .regex(
    /^\/(ip4|ip6|dns|dns4|dns6)\/[^/\s]+\/(tcp|udp)\/\d{1,5}(\/[^\s]*)?$/,
    'an address such as /ip4/192.168.1.7/tcp/4001',
  )

const memberSchema = z
  .strictObject({
    account: natural.describe('Number of the member in the community'),
    addresses: z.array(multiaddr).min(1).describe('Where it may be found'),
  })
  .describe('A member whose address is known')

const siteSchema = z
  .strictObject({
    scenario: z.string().min(1).describe('A shipped scenario, or a YAML file'),
    case: z.string().min(1).default('base').describe('A case of it'),
    name: z.string().min(1).describe('The site of the scenario that this node is'),
    seed: z
      .union([z.string().min(1), z.number()])
      .optional()
      .describe('Instead of the seed of the scenario'),
    set: z.array(z.string().min(1)).default([]).describe('Overrides as path=value'),
  })
  .describe('A simulated site: agents, devices and meter. Without one the node only follows and votes')

const apiSchema = z
  .strictObject({
    host: z
      .string()
      .min(1)
      .default('127.0.0.1')
      .describe('Address to listen on; others than the loopback are open to the network'),
    port: z.int().min(0).max(65_535).default(7321).describe('0: any that is free'),
    hosts: z.array(z.string().min(1)).default([]).describe('Names by which browsers may call it, as solar.local:7321'),
  })
  .describe('The local API')

const clockSchema = z
  .strictObject({
    alarmAboveMs: z
      .int()
      .min(1)
      .default(2_000)
      .describe('Offset against the neighbours that raises an alarm [ms on the wall]'),
    speed: z
      .number()
      .min(1)
      .max(3600)
      .default(1)
      .describe('Laboratory: how much faster than the wall the time of the community runs'),
    anchor: z
      .strictObject({
        wall: natural.describe('UTC ms'),
        community: natural.describe('UTC ms'),
      })
      .optional()
      .describe('Laboratory: a moment on the wall, and what the community takes it for; the same for all members'),
  })
  .describe('Time')

const retentionSchema = z
  .strictObject({
    days: z.int().min(1).max(3650).default(14).describe('For how long trades and statements can be asked for'),
  })
  .describe('What is remembered')

const joinSchema = z
  .strictObject({
    host: z.string().min(1).default('0.0.0.0').describe('Address to listen on while an invitation is open'),
    port: z.int().min(0).max(65_535).default(4002).describe('Port to listen on'),
    doors: z
      .array(z.string().regex(/^http:\/\/[^\s/]+$/, 'a door such as http://192.168.1.7:4002'))
      .max(4)
      .default([])
      .describe('Where strangers find it; the addresses of this machine if left out'),
    admission: z
      .enum(['ask', 'follow'])
      .default('ask')
      .describe('ask: a person votes; follow: vote for every admission that another validator has voted for'),
  })
  .describe('The door for newcomers')

/** The file `node.yaml`. */
export const nodeConfigSchema = z
  .strictObject({
    account: natural.optional().describe('Number of the own site in the community; found by the key if left out'),
    listen: z
      .array(multiaddr)
      .min(1)
      .default(['/ip4/0.0.0.0/tcp/4001'])
      .describe('Where other members reach this node'),
    members: z.array(memberSchema).default([]).describe('Members whose addresses are known'),
    site: siteSchema.optional(),
    api: apiSchema.prefault({}),
    clock: clockSchema.prefault({}),
    join: joinSchema.prefault({}),
    retention: retentionSchema.prefault({}),
    mode: z.enum(MODES).default('run').describe('Until another is set by the API'),
  })
  .describe('Settings of a node')

export type NodeConfig = z.output<typeof nodeConfigSchema>

export type SiteConfig = NonNullable<NodeConfig['site']>

/** JSON Schema (draft 2020-12) of `node.yaml`, for editors; made from the schema that reads it. */
export const nodeConfigJsonSchema = (): Record<string, unknown> => ({
  $id: 'https://jazzgrid.dev/schema/node-1.json',
  title: 'Jazzgrid node',
  ...z.toJSONSchema(nodeConfigSchema, { io: 'input', target: 'draft-2020-12' }),
})
