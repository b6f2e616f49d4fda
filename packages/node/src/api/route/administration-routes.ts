import { z } from 'zod'
import { type ConfigReport, type NewToken, SCOPES, type Tokens } from '../contract/administration.js'
import { ApiError } from '../contract/api-error.js'
import type { Backstage, Route } from '../server/route.js'
import { bodyAs } from './query.js'

const grantSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9_.-]{1,40}$/, 'up to 40 letters, digits, _ . and -'),
  scopes: z.array(z.enum(SCOPES)).min(1),
})

export const ADMINISTRATION_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/config', for: 'read', answer: ({ backstage }) => ({ json: configReport(backstage) }) },
  {
    method: 'POST',
    path: '/v1/config/reload',
    for: 'admin',
    async answer({ backstage }) {
      await backstage.reload()
      return { json: configReport(backstage) }
    },
  },
  { method: 'GET', path: '/v1/tokens', for: 'admin', answer: ({ backstage }) => ({ json: tokens(backstage) }) },
  {
    method: 'POST',
    path: '/v1/tokens',
    for: 'admin',
    async answer({ backstage, body }) {
      const { name, scopes } = bodyAs(grantSchema, body)
      const token = await backstage.tokens.grant(name, scopes, Date.now())
      if (token === undefined) {
        const message = `there is a token ${name} already; revoke it first, or choose another name`
        throw new ApiError('refused', message, { details: { reason: 'name-taken' } })
      }
      return { json: { schema: 'jazzgrid/token@1', name, scopes, token } satisfies NewToken, status: 201 }
    },
  },
  {
    method: 'DELETE',
    path: '/v1/tokens/*',
    for: 'admin',
    async answer({ backstage, params: [name] }) {
      if (!(await backstage.tokens.revoke(name))) throw new ApiError('not-found', `there is no token ${name}`)
      return { json: tokens(backstage) }
    },
  },
]

const tokens = ({ tokens: book }: Backstage): Tokens => ({ schema: 'jazzgrid/tokens@1', tokens: book.tokens })

const configReport = ({ configFile, reading }: Backstage): ConfigReport => ({
  schema: 'jazzgrid/config@1',
  file: configFile,
  sound: reading?.sound ?? false,
  settings: reading?.settings ?? [],
  mistakes: reading === undefined || reading.sound ? [] : reading.mistakes,
})
