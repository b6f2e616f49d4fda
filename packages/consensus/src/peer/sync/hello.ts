import { frontierRoot, type Hello, type Replica, SYNC_VERSION } from '@jazzgrid/ledger'
import { hexToBytes } from '@noble/hashes/utils.js'
import type { CommunityState } from '../../state/community-state.js'

/** Where a peer stands, in short. */
export const helloOf = (network: Uint8Array, { height, certificate }: CommunityState, replica: Replica): Hello => ({
  kind: 'hello',
  version: SYNC_VERSION,
  network,
  height,
  certificate: hexToBytes(certificate).slice(0, 8),
  root: frontierRoot(replica.frontier()),
})
