import {
  bytes,
  bytesUpTo,
  type CborValue,
  encodeCanonical,
  ID_LENGTH,
  inDomain,
  type Layout,
  misfit,
  natural,
  PREFIX_LENGTH,
} from '@jazzgrid/ledger'
import { sha256 } from '@noble/hashes/sha2.js'
import { bitmapLength } from '../validators/signer-bitmap.js'
import { MOST_VALIDATORS } from '../validators/validator-set.js'

/** What a round decides: everything else follows from the entries behind these hashes, each of 32 bytes. */
export interface Value {
  /** First 8 bytes of the id of the genesis. */
  readonly network: Uint8Array
  /** From 1. */
  readonly height: number
  /** Id of the certificate of the height before; the id of the genesis at height 1. */
  readonly previous: Uint8Array
  /** Time of the round, UTC ms: the median of the closes' times. */
  readonly at: number
  /** The earliest slot that still trades; the orders of earlier ones expire. */
  readonly firstSlot: number
  /**
   * Bitmap over the validators of this height: whose closes made the cut. They propose first at the next height, so
   * everybody must know the same of them; those who signed will not do, for two peers may hold different quorums.
   */
  readonly closers: Uint8Array
  readonly closesRoot: Uint8Array
  readonly frontierRoot: Uint8Array
  readonly inputsRoot: Uint8Array
  readonly resultRoot: Uint8Array
  readonly stateRoot: Uint8Array
  /** Of the set that decides the NEXT height: who trusts this certificate knows who may sign the one after it. */
  readonly validatorsHash: Uint8Array
  readonly paramsHash: Uint8Array
}

const VALUE: Layout = [
  bytes('network', PREFIX_LENGTH),
  natural('height'),
  bytes('previous', ID_LENGTH),
  natural('at'),
  natural('firstSlot'),
  bytesUpTo('closers', bitmapLength(MOST_VALIDATORS)),
  bytes('closesRoot', ID_LENGTH),
  bytes('frontierRoot', ID_LENGTH),
  bytes('inputsRoot', ID_LENGTH),
  bytes('resultRoot', ID_LENGTH),
  bytes('stateRoot', ID_LENGTH),
  bytes('validatorsHash', ID_LENGTH),
  bytes('paramsHash', ID_LENGTH),
]

type ValueItems = readonly [
  Uint8Array,
  number,
  Uint8Array,
  number,
  number,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
]

/** The items of a value in their order. */
export const valueItems = (value: Value): CborValue => [
  value.network,
  value.height,
  value.previous,
  value.at,
  value.firstSlot,
  value.closers,
  value.closesRoot,
  value.frontierRoot,
  value.inputsRoot,
  value.resultRoot,
  value.stateRoot,
  value.validatorsHash,
  value.paramsHash,
]

/** The name of the first place that does not fit where the items are no value. */
export function readValue(items: CborValue): Value | string {
  const wrong = misfit(items, VALUE)
  if (wrong !== undefined) return wrong
  const [network, height, previous, at, firstSlot, closers, ...roots] = items as unknown as ValueItems
  const [closesRoot, frontierRoot, inputsRoot, resultRoot, stateRoot, validatorsHash, paramsHash] = roots
  return {
    network,
    height,
    previous,
    at,
    firstSlot,
    closers,
    closesRoot,
    frontierRoot,
    inputsRoot,
    resultRoot,
    stateRoot,
    validatorsHash,
    paramsHash,
  }
}

/** 32 bytes; what votes name, and what the next height names as its predecessor. */
export const valueId = (value: Value): Uint8Array => sha256(inDomain('value', encodeCanonical(valueItems(value))))
