import { genesisFaults, type SignedGenesis } from '@jazzgrid/consensus'
import type { SignatureScheme } from '@jazzgrid/ledger'
import { CodedError } from '@jazzgrid/units'
import { z } from 'zod'
import { replaceFile, textOf } from './atomic-file.js'

const natural = z.int().min(0)
const price = z.int()

const genesisSchema = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  startsAt: natural,
  roundLength: z.int().min(1),
  collectTime: natural,
  decisionTime: natural,
  faultModel: z.enum(['byzantine', 'crash']),
  market: z.looseObject({
    mechanism: z.string(),
    slotLength: z.int().min(1),
    openBefore: natural,
    gateClosure: z.int(),
    tick: z.int().min(1),
    lot: z.int().min(1),
    band: z.strictObject({ min: price, max: price }),
  }),
  settlement: z.strictObject({
    retail: z.array(price),
    feedIn: z.array(price),
    sameFeeder: price,
    other: price,
    readingGrace: natural,
    suspendAbove: natural,
  }),
  members: z
    .array(
      z.strictObject({
        account: natural,
        key: z.string(),
        validator: z.boolean(),
        feeder: natural,
        maxEnergyPerSlot: natural.optional(),
      }),
    )
    .min(1),
})

const signedGenesisSchema = z.strictObject({ genesis: genesisSchema, signatures: z.array(z.string()) })

export const writeGenesis = (path: string, genesis: SignedGenesis): Promise<void> =>
  replaceFile(path, `${JSON.stringify(genesis, null, 2)}\n`)

/** Throws CodedError `missing-genesis` or `bad-genesis`. */
export async function readGenesis(path: string, scheme: SignatureScheme): Promise<SignedGenesis> {
  const text = await textOf(path)
  if (text === undefined) {
    throw new CodedError('missing-genesis', `${path} is missing. Join a community, or copy its genesis here`)
  }
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch (cause) {
    throw unsound(path, `it is no JSON (${cause instanceof Error ? cause.message : cause})`, cause)
  }
  const parsed = signedGenesisSchema.safeParse(found)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw unsound(path, `${issue.path.join('.') || 'the file'}: ${issue.message}`)
  }
  // what the schema lets through unread, the market's terms, is under the founders' signatures
  const genesis = found as SignedGenesis
  const [fault] = genesisFaults(genesis, scheme)
  if (fault !== undefined) throw unsound(path, fault)
  return genesis
}

const unsound = (path: string, why: string, cause?: unknown): CodedError =>
  new CodedError('bad-genesis', `${path} founds no community: ${why}. Copy it anew from another member`, { cause })
