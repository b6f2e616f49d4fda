import type { Origin, Premium } from '@jazzgrid/market'
import type { Price, Wh } from '@jazzgrid/units'
import { type CborValue, decodeCanonical, encodeCanonical } from '../cbor/canonical-cbor.js'
import { bytes, bytesUpTo, integer, type Layout, misfit, natural, orNull, textUpTo } from '../cbor/layout.js'
import { type Body, ENTRY_KINDS, type EntryKind, type MemberChange, SEAL_STATEMENTS } from './body.js'
import { KEY_LENGTH, LARGEST_ACCOUNT, SIGNATURE_LENGTH } from './entry.js'

/** On the wire 0 stands for what an order leaves out: no minimum, no premium, no origin. */
const ORIGINS: readonly (Origin | undefined)[] = [undefined, 'pv', 'battery', 'ev', 'grid']
const MEMBER_CHANGES = ['admit', 'evict', 'seat', 'unseat'] as const
const LONGEST_HEAD = 200
const LONGEST_CONTENT = 120

const LAYOUTS: Readonly<Record<EntryKind, Layout>> = {
  order: [
    natural('tag'),
    natural('device', LARGEST_ACCOUNT),
    natural('slot'),
    natural('side', 1),
    integer('price'),
    natural('quantity'),
    natural('goodTill'),
    natural('minimum'),
    natural('renewable'),
    natural('local'),
    natural('origin', ORIGINS.length - 1),
  ],
  cancel: [natural('tag'), natural('device', LARGEST_ACCOUNT), natural('handle')],
  replace: [
    natural('tag'),
    natural('device', LARGEST_ACCOUNT),
    natural('handle'),
    orNull(integer('price')),
    orNull(natural('quantity')),
    orNull(natural('goodTill')),
    orNull(natural('minimum')),
    orNull(natural('renewable')),
    orNull(natural('local')),
  ],
  reading: [natural('slot'), natural('imported'), natural('exported'), natural('epoch')],
  delivery: [natural('slot'), natural('device', LARGEST_ACCOUNT), integer('energy')],
  dispute: [natural('slot'), textUpTo('text', 200)],
  member: [
    natural('change', MEMBER_CHANGES.length - 1),
    natural('account', LARGEST_ACCOUNT),
    orNull(bytes('key', KEY_LENGTH)),
    orNull(bytes('proof', SIGNATURE_LENGTH)),
    natural('validator', 1),
    natural('feeder', LARGEST_ACCOUNT),
    orNull(natural('maxEnergyPerSlot')),
  ],
  param: [textUpTo('name', 40), integer('value')],
  evidence: [
    bytesUpTo('head', LONGEST_HEAD),
    bytes('signature', SIGNATURE_LENGTH),
    bytesUpTo('otherHead', LONGEST_HEAD),
    bytes('otherSignature', SIGNATURE_LENGTH),
  ],
  'rotate-key': [bytes('key', KEY_LENGTH), bytes('proof', SIGNATURE_LENGTH)],
  reincarnate: [],
  'double-signing': [
    natural('said', SEAL_STATEMENTS.length - 1),
    natural('account', LARGEST_ACCOUNT),
    bytesUpTo('content', LONGEST_CONTENT),
    bytes('signature', SIGNATURE_LENGTH),
    bytesUpTo('otherContent', LONGEST_CONTENT),
    bytes('otherSignature', SIGNATURE_LENGTH),
  ],
}

/** The items of a body in the order of its layout. */
export function bodyItems(body: Body): CborValue {
  switch (body.kind) {
    case 'order': {
      const { tag, device, slot, side, price, quantity, goodTill, minimum = 0, premium, origin } = body
      const { renewable = 0, local = 0 } = premium ?? {}
      const from = ORIGINS.indexOf(origin)
      return [tag, device, slot, side === 'buy' ? 0 : 1, price, quantity, goodTill, minimum, renewable, local, from]
    }
    case 'cancel':
      return [body.tag, body.device, body.handle]
    case 'replace': {
      const { tag, device, handle, price = null, quantity = null, goodTill = null, minimum = null, premium } = body
      const { renewable = 0, local = 0 } = premium ?? {}
      const premiums = premium === undefined ? [null, null] : [renewable, local]
      return [tag, device, handle, price, quantity, goodTill, minimum, ...premiums]
    }
    case 'reading':
      return [body.slot, body.imported, body.exported, body.epoch ?? 0]
    case 'delivery':
      return [body.slot, body.device, body.energy]
    case 'dispute':
      return [body.slot, body.text]
    case 'member': {
      const { change } = body
      const to = MEMBER_CHANGES.indexOf(change.to)
      if (change.to !== 'admit') return [to, change.account, null, null, 0, 0, null]
      const { account, key, proof, validator, feeder, maxEnergyPerSlot = null } = change
      return [to, account, key, proof, validator ? 1 : 0, feeder, maxEnergyPerSlot]
    }
    case 'param':
      return [body.name, body.value]
    case 'evidence':
      return body.heads.flatMap(({ head, signature }) => [head, signature])
    case 'rotate-key':
      return [body.key, body.proof]
    case 'reincarnate':
      return []
    case 'double-signing': {
      const { said, account, signed } = body
      return [
        SEAL_STATEMENTS.indexOf(said),
        account,
        ...signed.flatMap(({ content, signature }) => [content, signature]),
      ]
    }
  }
}

/** A body on its own, as a record. */
export const encodeBody = (body: Body): Uint8Array => encodeCanonical([ENTRY_KINDS.indexOf(body.kind), bodyItems(body)])

/** undefined where the bytes are no body. */
export function decodeBody(from: Uint8Array): Body | undefined {
  const value = decodeCanonical(from)
  const [code, items] = Array.isArray(value) && value.length === 2 ? (value as readonly CborValue[]) : []
  const kind = typeof code === 'number' ? ENTRY_KINDS[code] : undefined
  if (kind === undefined || items === undefined) return undefined
  const body = readBody(kind, items)
  return typeof body === 'string' ? undefined : body
}

/** The body that these items are; the name of the first place that does not fit where they are none. */
export function readBody(kind: EntryKind, items: CborValue): Body | string {
  const wrong = misfit(items, LAYOUTS[kind])
  return wrong ?? READERS[kind](items as readonly never[])
}

const premiumOf = (renewable: number, local: number): Premium => ({
  ...(renewable > 0 && { renewable: renewable as Price }),
  ...(local > 0 && { local: local as Price }),
})

const READERS: Readonly<Record<EntryKind, (items: readonly never[]) => Body | string>> = {
  order([tag, device, slot, side, price, quantity, goodTill, minimum, renewable, local, origin]) {
    return {
      kind: 'order',
      tag,
      device,
      slot,
      side: side === 0 ? 'buy' : 'sell',
      price,
      quantity,
      goodTill,
      ...(minimum > 0 && { minimum }),
      ...((renewable > 0 || local > 0) && { premium: premiumOf(renewable, local) }),
      ...(origin > 0 && { origin: ORIGINS[origin] as Origin }),
    }
  },
  cancel: ([tag, device, handle]) => ({ kind: 'cancel', tag, device, handle }),
  replace([tag, device, handle, price, quantity, goodTill, minimum, renewable, local]) {
    if ((renewable === null) !== (local === null)) return 'local'
    return {
      kind: 'replace',
      tag,
      device,
      handle,
      ...(price !== null && { price }),
      ...(quantity !== null && { quantity }),
      ...(goodTill !== null && { goodTill }),
      ...(minimum !== null && { minimum }),
      ...(renewable !== null && { premium: premiumOf(renewable, local) }),
    }
  },
  reading: ([slot, imported, exported, epoch]) => ({
    kind: 'reading',
    slot,
    imported,
    exported,
    ...(epoch > 0 && { epoch }),
  }),
  delivery: ([slot, device, energy]) => ({ kind: 'delivery', slot, device, energy }),
  dispute: ([slot, text]) => ({ kind: 'dispute', slot, text }),
  member([change, account, key, proof, validator, feeder, maxEnergyPerSlot]) {
    const to = MEMBER_CHANGES[change]
    const bare = key === null && proof === null && validator === 0 && feeder === 0 && maxEnergyPerSlot === null
    if (to !== 'admit') return bare ? { kind: 'member', change: { to, account } } : 'change'
    if (key === null || proof === null) return 'key'
    const limit = maxEnergyPerSlot === null ? {} : { maxEnergyPerSlot: maxEnergyPerSlot as Wh }
    const admission: MemberChange = { to, account, key, proof, validator: validator === 1, feeder, ...limit }
    return { kind: 'member', change: admission }
  },
  param: ([name, value]) => ({ kind: 'param', name, value }),
  evidence: ([head, signature, otherHead, otherSignature]) => ({
    kind: 'evidence',
    heads: [
      { head, signature },
      { head: otherHead, signature: otherSignature },
    ],
  }),
  'rotate-key': ([key, proof]) => ({ kind: 'rotate-key', key, proof }),
  reincarnate: () => ({ kind: 'reincarnate' }),
  'double-signing': ([said, account, content, signature, otherContent, otherSignature]) => ({
    kind: 'double-signing',
    said: SEAL_STATEMENTS[said],
    account,
    signed: [
      { content, signature },
      { content: otherContent, signature: otherSignature },
    ],
  }),
}
