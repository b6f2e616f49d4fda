/**
 * What is wrong with a ledger.
 *
 * | | |
 * |---|---|
 * | `bad-genesis` | the genesis founds no community, or its founders did not sign it |
 * | `unreadable-certificate` | bytes that are no certificate |
 * | `missing-certificate` | a height below the newest has none |
 * | `other-community` | a certificate of another one |
 * | `broken-succession` | it does not stand on the certificate before |
 * | `unsigned-certificate` | no quorum of the validators of its height signed it |
 * | `missing-entries` | entries that it takes in are not held, or not as they were signed |
 * | `other-cut` | its runs are not those that were certified |
 * | `other-result` | executing it again comes to other roots |
 * | `other-snapshot` | a snapshot is not the state that executing the certificates comes to |
 * | `broken-chain` | an account's entries are not one signed chain without a gap |
 * | `forked-chain` | an account signed two entries for one place |
 * | `lost-tip` | what was certified last of an account is not held |
 */
export type LedgerFault =
  | 'bad-genesis'
  | 'unreadable-certificate'
  | 'missing-certificate'
  | 'other-community'
  | 'broken-succession'
  | 'unsigned-certificate'
  | 'missing-entries'
  | 'other-cut'
  | 'other-result'
  | 'other-snapshot'
  | 'broken-chain'
  | 'forked-chain'
  | 'lost-tip'

export interface LedgerFinding {
  readonly fault: LedgerFault
  /** As `height 12` or `account 3, entry 17`. */
  readonly place: string
  readonly detail: string
}
