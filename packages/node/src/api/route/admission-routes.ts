import { z } from 'zod'
import type { AdmissionOffice } from '../../join/admission-office.js'
import type { Approval, ApprovalWish, Invitations, InvitationWish } from '../contract/admission-report.js'
import { ApiError } from '../contract/api-error.js'
import type { Route } from '../server/route.js'
import { bodyAs } from './query.js'

const HOUR = 3_600_000
const natural = z.int().min(0)

const invitationSchema: z.ZodType<InvitationWish> = z.strictObject({
  role: z.enum(['validator', 'member', 'light']),
  feeder: natural.exactOptional(),
  lifetime_ms: z
    .int()
    .min(60_000)
    .max(720 * HOUR),
  doors: z
    .array(z.string().regex(/^http:\/\/[^\s/]{1,190}$/, 'a door such as http://192.168.1.7:4002'))
    .max(4)
    .exactOptional(),
})

const approvalSchema: z.ZodType<ApprovalWish> = z.strictObject({
  account: natural,
  key: z
    .string()
    .regex(/^[0-9a-f]{1,64}$/, 'the beginning of a key in hex')
    .exactOptional(),
})

/** Who comes in: invitations and votes. */
export const ADMISSION_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/invitations',
    for: 'admin',
    async answer({ live, body }) {
      const { role, feeder = 0, lifetime_ms, doors = [] } = bodyAs(invitationSchema, body)
      const expiresAt = Date.now() + lifetime_ms
      const invited = await live().office.invite({ role, feeder, expiresAt, doors })
      if (invited.kind === 'refused') throw refused(INVITE[invited.reason], invited.reason)
      const { name, text: invitation, doors: open } = invited
      const json = { schema: 'jazzgrid/invitation@1', name, invitation, role, expires_wall_ms: expiresAt, doors: open }
      return { json, status: 201 }
    },
  },
  {
    method: 'GET',
    path: '/v1/invitations',
    for: 'admin',
    answer: ({ live }) => ({ json: listed(live().office) }),
  },
  {
    method: 'DELETE',
    path: '/v1/invitations/*',
    for: 'admin',
    async answer({ live, params: [name] }) {
      const { office } = live()
      if (!(await office.revoke(name))) throw new ApiError('not-found', `there is no open invitation ${name}`)
      return { json: listed(office) }
    },
  },
  {
    method: 'POST',
    path: '/v1/approvals',
    for: 'admin',
    async answer({ live, body }) {
      const { account, key } = bodyAs(approvalSchema, body)
      const outcome = await live().office.approve(account, key)
      if (outcome !== 'cast' && outcome !== 'cast-before') throw refused(APPROVE[outcome], outcome)
      const json: Approval = { schema: 'jazzgrid/approval@1', account, outcome }
      return { json, status: 202 }
    },
  },
]

const listed = (office: AdmissionOffice): Invitations => ({
  schema: 'jazzgrid/invitations@1',
  invitations: office.invitations().map(({ name, role, expiresAt, takenBy }) => ({
    name,
    role,
    expires_wall_ms: expiresAt,
    taken_by: takenBy ?? null,
  })),
})

const INVITE = {
  'no-vote': 'this node has no vote, and whoever invites proposes; ask a member that has one',
  'too-many': 'too many invitations are open; revoke some',
} as const

const APPROVE = {
  'no-vote': 'this node has no vote',
  'no-ballot': 'nobody has proposed this account; see the members',
  several: 'several keys are proposed for this account; say which by the beginning of its key',
  'no-proof': 'the proposal itself has not come to this node yet; try again after the next round',
  'may-not-write': 'this node may not sign yet: too few members are in reach',
} as const

const refused = (message: string, reason: string): ApiError => new ApiError('refused', message, { details: { reason } })
