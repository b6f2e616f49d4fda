import { CodedError, type Recovery } from '@jazzgrid/units'

/** Everything that can be wrong with a store; the message of each says what to do. */
export type StoreFault =
  /** Another process has it open. */
  | 'store-locked'
  /** The folder holds something else. */
  | 'store-foreign'
  /** A newer version of this program wrote it. */
  | 'store-too-new'
  /** Its files contradict each other or their checksums. */
  | 'store-corrupted'
  /** This user may not read or write the folder. */
  | 'store-forbidden'
  /** The disk is full (recovery `wait`), or failed in another way. */
  | 'store-failed'
  | 'store-closed'

export function storeError(fault: StoreFault, message: string, recovery: Recovery, cause?: unknown): CodedError {
  return new CodedError(fault, message, { recovery, cause })
}

export const closedStore = (): CodedError =>
  storeError('store-closed', 'the store was closed; open it again before using it', 'give-up')

export const fullDisk = (where: string, cause?: unknown): CodedError =>
  storeError('store-failed', `no space left for ${where}; make room, then write the same again`, 'wait', cause)
