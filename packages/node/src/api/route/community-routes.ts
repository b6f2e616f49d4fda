import { genesisId } from '@jazzgrid/consensus'
import type { MemberChange } from '@jazzgrid/ledger'
import { wh } from '@jazzgrid/units'
import { z } from 'zod'
import { archiveBytes } from '../../archive/archive-frame.js'
import { ledgerFrames } from '../../archive/ledger-archive.js'
import { FILES } from '../../folder/data-folder.js'
import { bytesOf } from '../../hex.js'
import { ApiError } from '../contract/api-error.js'
import type { VoteReceipt, VoteWish } from '../contract/community-report.js'
import type { LiveNode } from '../live-node.js'
import type { Route } from '../server/route.js'
import { membersView, neighboursView } from '../view/community-view.js'
import { certificatesView, ledgerView } from '../view/ledger-view.js'
import { bodyAs, wholeIn } from './query.js'
import { written } from './written.js'

/** Certificates in one answer. */
const MOST = 500
const USUAL = 48

const natural = z.int().min(0)
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`), `${bytes} bytes in hex`)

const voteSchema: z.ZodType<VoteWish> = z.strictObject({
  change: z.union([
    z.strictObject({
      to: z.literal('admit'),
      account: natural.exactOptional(),
      key: hex(32),
      validator: z.boolean(),
      feeder: natural,
      max_energy_wh: natural.exactOptional(),
    }),
    z.strictObject({ to: z.enum(['evict', 'seat', 'unseat']), account: natural }),
    z.strictObject({ to: z.literal('set'), parameter: z.string().min(1).max(40), value: natural }),
  ]),
  proof: hex(64).exactOptional(),
})

export const COMMUNITY_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/peers', for: 'read', answer: ({ live }) => ({ json: neighboursView(live()) }) },
  { method: 'GET', path: '/v1/members', for: 'read', answer: ({ live }) => ({ json: membersView(live()) }) },
  {
    method: 'POST',
    path: '/v1/votes',
    for: 'admin',
    answer({ live, body }) {
      const node = live()
      return { json: cast(node, bodyAs(voteSchema, body)), status: 202 }
    },
  },
  { method: 'GET', path: '/v1/ledger', for: 'read', answer: async ({ live }) => ({ json: await ledgerView(live()) }) },
  {
    method: 'GET',
    path: '/v1/ledger/certificates',
    for: 'read',
    async answer({ live, query }) {
      const node = live()
      const { height } = node.node.host.peer.state
      const to = wholeIn(query, 'to') ?? height
      const from = wholeIn(query, 'from') ?? Math.max(1, to - USUAL + 1)
      return { json: await certificatesView(node, from, Math.min(to, from + MOST - 1)) }
    },
  },
  {
    method: 'GET',
    path: '/v1/ledger/archive',
    for: 'admin',
    answer({ live }) {
      const { node, signed, genesis } = live()
      const bytes = new TextEncoder().encode(JSON.stringify(signed))
      const file = { kind: 'file', name: FILES.genesis, mode: 0o644, bytes } as const
      return { pieces: archiveBytes(ledgerFrames(node.store, genesisId(genesis), [file])) }
    },
  },
]

function cast(live: LiveNode, { change, proof }: VoteWish): VoteReceipt {
  const round_at_ms = written(live, ({ host }) => {
    if (change.to === 'set') return host.write([{ kind: 'param', name: change.parameter, value: change.value }])
    if (change.to !== 'admit') return host.write([{ kind: 'member', change }])
    if (proof === undefined) throw new ApiError('bad-request', 'to admit a key takes its proof of possession')
    const { account = host.peer.state.members.length, key, validator, feeder, max_energy_wh } = change
    const admission: MemberChange = {
      to: 'admit',
      account,
      key: bytesOf(key),
      proof: bytesOf(proof),
      validator,
      feeder,
      ...(max_energy_wh !== undefined && { maxEnergyPerSlot: wh(max_energy_wh) }),
    }
    return host.write([{ kind: 'member', change: admission }])
  })
  return { schema: 'jazzgrid/vote@1', change, round_at_ms }
}
