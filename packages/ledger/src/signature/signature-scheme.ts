/**
 * Ed25519 as every peer of a community must have it. Implementations disagree on crafted signatures, and a peer that takes
 * one that others refuse has another ledger, so the rule is one: RFC 8032 without the cofactor (the encoding of S B - h A
 * is R, byte for byte), S below the group order, the key sound (`keyFlaw`), and R not of small order (`isSmallOrder`).
 * `SIGNATURE_VECTORS` of the conformance suite tell it from its neighbours.
 */
export interface SignatureScheme {
  /** Never throws: a malformed key or signature is simply not valid. @param key 32 bytes. @param signature 64 bytes. */
  verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
}

/** The holder of one private key. */
export interface Signer {
  /** Public key, 32 bytes. */
  readonly key: Uint8Array
  /** 64 bytes; the same message gives the same bytes. */
  sign(message: Uint8Array): Uint8Array
}
