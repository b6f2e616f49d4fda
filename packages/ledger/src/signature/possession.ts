import { encodeCanonical } from '../cbor/canonical-cbor.js'
import { inDomain } from './domain.js'

/**
 * What the holder of a key signs with it, so that nobody is admitted with, or rotates to, the key of another, or one that nobody
 * can sign with. Bound to the community and the account, so that a proof serves nowhere else.
 * @param network first 8 bytes of the id of the genesis.
 */
export const possessionMessage = (network: Uint8Array, account: number, key: Uint8Array): Uint8Array =>
  inDomain('possession', encodeCanonical([network, account, key]))
