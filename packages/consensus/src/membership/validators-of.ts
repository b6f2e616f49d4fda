import type { Genesis } from '../genesis/genesis.js'
import type { Member } from '../state/community-state.js'
import { ValidatorSet } from '../validators/validator-set.js'
import { isValidating, keyOf } from './member-change.js'

/** Those who decide, as the members are. */
export function validatorsOf({ faultModel }: Genesis, members: readonly Member[]): ValidatorSet {
  const seats = members.filter(isValidating).map(({ account }) => ({ account, key: keyOf(members, account)! }))
  return new ValidatorSet(seats, faultModel)
}
