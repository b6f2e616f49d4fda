import { type Statement, signedMessage, valueId } from '@jazzgrid/consensus'
import { type Body, readEntry, signEntry } from '@jazzgrid/ledger'
import { type Chance, wh } from '@jazzgrid/units'
import type { SaltedSigner } from '../community/hash-signature.js'

const signed = <S extends Statement>(statement: S, signer: SaltedSigner): S => ({
  ...statement,
  signature: signer.sign(signedMessage(statement)),
})

const noise = (chance: Chance, length = 32): Uint8Array => Uint8Array.from({ length }, () => chance.integer(256))

/** Another statement by the same member at the same place. */
export function otherwise(statement: Statement, signer: SaltedSigner, chance: Chance): Statement {
  switch (statement.kind) {
    case 'close':
      return signed({ ...statement, root: noise(chance), count: statement.count + chance.integer(3) }, signer)
    case 'vote': {
      const other = statement.valueId === null || chance.integer(2) === 0 ? noise(chance) : null
      return signed({ ...statement, valueId: other }, signer)
    }
    case 'proposal':
      return withWrongRoots(statement, signer, chance)
  }
}

/** A proposal whose value is not what its closes make. */
export function withWrongRoots(
  proposal: Extract<Statement, { kind: 'proposal' }>,
  signer: SaltedSigner,
  chance: Chance,
): Statement {
  const place = chance.pick(['resultRoot', 'stateRoot', 'frontierRoot', 'inputsRoot', 'validatorsHash'] as const)
  const value = { ...proposal.value, [place]: noise(chance) }
  return signed({ ...proposal, value, valueId: valueId(value) }, signer)
}

/** Another entry of the same author at the same place, over ten times as much energy; or over nothing at all. */
export function otherEntry(wire: Uint8Array, signer: SaltedSigner): Uint8Array {
  const entry = readEntry(wire)
  if ('reason' in entry) return wire
  const { body } = entry
  const other: Body =
    body.kind === 'order' ? { ...body, quantity: wh(body.quantity * 10) } : { kind: 'dispute', slot: 0, text: 'no' }
  return signEntry({ ...entry, body: other }, signer).wire
}

/** The same entry, signed in another way. */
export function signedAnew(wire: Uint8Array, signer: SaltedSigner, chance: Chance): Uint8Array {
  const entry = readEntry(wire)
  if ('reason' in entry) return wire
  const salted = { key: signer.key, sign: (message: Uint8Array) => signer.signWith(noise(chance), message) }
  return signEntry(entry, salted).wire
}

/** The same entry, its version written in two bytes instead of one, as a lenient reader would let pass. */
export function inMoreBytes(wire: Uint8Array): Uint8Array {
  return Uint8Array.of(wire[0], 0x18, ...wire.subarray(1))
}
