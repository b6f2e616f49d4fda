/** What the ledger knows of the author of entries. */
export interface Author {
  /** Ed25519 public key, 32 bytes. */
  readonly key: Uint8Array
  /** The incarnation whose chain is certified; the author may begin the next one and no other. */
  readonly incarnation: number
  /** Height of the certificate that gave the account this key; absent = it never had another one. */
  readonly since?: number
}

/**
 * Who may write, as of the newest certificate. Validity depends on bytes, ancestors and certificates only, so every peer
 * at the same height has the same roster.
 */
export interface Roster {
  /** Height of that certificate. Absent, an entry under a key of a later one is taken for a forgery. */
  readonly height?: number
  /** undefined where the number was never given, or its holder was evicted or suspended. */
  author(account: number): Author | undefined
}
