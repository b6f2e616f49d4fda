import type { Chance } from '@jazzgrid/units'
import { ID_LENGTH, LARGEST_ACCOUNT, LARGEST_INCARNATION, LARGEST_SEQ, type Position } from '../entry/entry.js'
import { RECORD_KINDS, type RecordKind, type StoredEntry, type StoreWrite } from '../store/ledger-store.js'

/** Few of each, so that they meet, and those at which a number changes its length or ends. */
const ACCOUNTS = [0, 1, 255, 256, LARGEST_ACCOUNT]
const INCARNATIONS = [0, 1, 256, LARGEST_INCARNATION]
const SEQS = [1, 2, 3, 4, 255, 256, 257, 65_536, LARGEST_SEQ]
const NUMBERS = [0, 1, 2, 3, 255, 256, 2 ** 32, Number.MAX_SAFE_INTEGER]

export const randomPosition = (chance: Chance): Position => ({
  account: chance.pick(ACCOUNTS),
  incarnation: chance.pick(INCARNATIONS),
  seq: chance.pick(SEQS),
})

export const randomKind = (chance: Chance): RecordKind => chance.pick(RECORD_KINDS)
export const randomNumber = (chance: Chance): number => chance.pick(NUMBERS)

/** One of three ids, the lowest and the highest among them. */
const randomId = (chance: Chance): Uint8Array => new Uint8Array(ID_LENGTH).fill(chance.pick([0, 1, 255]))

export const randomBytes = (chance: Chance, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => chance.integer(256))

/** An entry as a store sees it: a store does not look into the bytes. */
export const randomEntry = (chance: Chance, position = randomPosition(chance)): StoredEntry => ({
  ...position,
  id: randomId(chance),
  wire: randomBytes(chance, chance.integer(40)),
})

/** Up to a dozen changes, mostly of what others in reach changed too. */
export function randomBatch(chance: Chance): StoreWrite[] {
  return Array.from({ length: chance.integer(13) }, () => randomWrite(chance))
}

function randomWrite(chance: Chance): StoreWrite {
  const kind = randomKind(chance)
  const draw = chance.integer(20)
  if (draw < 10) return { put: 'entry', entry: randomEntry(chance) }
  if (draw < 15) return { put: 'record', kind, number: randomNumber(chance), bytes: randomBytes(chance, 8) }
  if (draw < 18) return { drop: 'entry', position: randomPosition(chance), id: randomId(chance) }
  if (draw < 19) return { drop: 'records', kind, upTo: randomNumber(chance) }
  const { account, incarnation, seq } = randomPosition(chance)
  return { drop: 'chain', account, incarnation, upTo: seq }
}
