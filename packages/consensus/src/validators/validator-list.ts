import { bytes, type CborValue, KEY_LENGTH, LARGEST_ACCOUNT, listOf, natural } from '@jazzgrid/ledger'
import { type FaultModel, MOST_VALIDATORS, ValidatorSet } from './validator-set.js'

const LIST = listOf('validators', [natural('account', LARGEST_ACCOUNT), bytes('key', KEY_LENGTH)], MOST_VALIDATORS)

/** The members of a set as they are written: [[account, key], ...]. */
export const validatorItems = ({ members }: ValidatorSet): CborValue =>
  members.map(({ account, key }) => [account, key])

/** undefined where the items are no set: none, out of order, or two with one key. The reader knows the fault model. */
export function readValidators(items: CborValue | undefined, faultModel: FaultModel): ValidatorSet | undefined {
  if (items === undefined || !LIST.holds(items)) return undefined
  const members = (items as readonly (readonly [number, Uint8Array])[]).map(([account, key]) => ({ account, key }))
  try {
    return new ValidatorSet(members, faultModel)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
