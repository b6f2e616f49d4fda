/** A signature that was built to tell verifiers apart; bytes in hex. */
export interface SignatureVector {
  readonly name: string
  readonly key: string
  readonly message: string
  readonly signature: string
  /** The verdict of the one rule: see `SignatureScheme`. */
  readonly isValid: boolean
  /** Whether the key may belong to an account: see `keyFlaw`. */
  readonly isSoundKey: boolean
}

/** Every `SignatureScheme` judges these alike. */
export const SIGNATURE_VECTORS: readonly SignatureVector[] = [
  {
    name: 'an honest signature',
    key: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '616e206f72646572',
    signature:
      'eb04dbb5a3788712564aebc30660c2ffdc99aa345cdda00788ea954709c14ebfd18ed8fe6c703a5c5d25662bcc2888f5368f48f8bbab28e178f4b26e7e06ed0a',
    isValid: true,
    isSoundKey: true,
  },
  {
    name: 'S one group order higher',
    key: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '616e206f72646572',
    signature:
      'eb04dbb5a3788712564aebc30660c2ffdc99aa345cdda00788ea954709c14ebfbe62ce5b87d34cb433c25dceaa22670a378f48f8bbab28e178f4b26e7e06ed1a',
    isValid: false,
    isSoundKey: true,
  },
  {
    name: 'S as high as 256 bits allow',
    key: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '616e206f72646572',
    signature:
      'eb04dbb5a3788712564aebc30660c2ffdc99aa345cdda00788ea954709c14ebfb4f93f71f83e4e85ec55e8b7d7cc982e388f48f8bbab28e178f4b26e7e06edfa',
    isValid: false,
    isSoundKey: true,
  },
  {
    name: 'S of exactly the group order, R neutral',
    key: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '616e206f72646572',
    signature:
      '0100000000000000000000000000000000000000000000000000000000000000edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010',
    isValid: false,
    isSoundKey: true,
  },
  {
    name: 'R neutral, from a nonce of 0',
    key: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '616e206f72646572',
    signature:
      '01000000000000000000000000000000000000000000000000000000000000002eb00c37108212bd5c08800998ed2759702bd8572f2b464a498332027cb2e708',
    isValid: false,
    isSoundKey: true,
  },
  {
    name: 'R neutral, with y written as p + 1',
    key: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '616e206f72646572',
    signature:
      'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff7fb9a38e16e8c8d8d78b2d33d086cda75d36c949532e060c59a9dbb13040a09',
    isValid: false,
    isSoundKey: true,
  },
  {
    name: 'R neutral, with the sign of x = 0',
    key: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '616e206f72646572',
    signature:
      '01000000000000000000000000000000000000000000000000000000000000801a5c758aabbbb5a042e422be2e9b26edf3e7a9e24bdc229b1986ab8bd48f4507',
    isValid: false,
    isSoundKey: true,
  },
  {
    name: 'R of order 2',
    key: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '616e206f72646572',
    signature:
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f34ef609d0e385c61d1e8c236b8d61bae7791567c3ab3372a012ababc265cdc0f',
    isValid: false,
    isSoundKey: true,
  },
  {
    name: 'R of order 8',
    key: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '616e206f72646572',
    signature:
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc058fac1d39cf9e5f79f8d8dc89e8c23f83bdeecb4b1951f6d853346a88ac68950a',
    isValid: false,
    isSoundKey: true,
  },
  {
    name: 'R with a part of order 8',
    key: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '616e206f72646572',
    signature:
      'c995ad4e0edcdc9a644bf82ce2d922f611a5214bca74bbb1d9f7c318e0f9a2842d1aa6e6dab37d23818eb03124c212d3a6cca964deaf30976ab917f0aba8de09',
    isValid: false,
    isSoundKey: true,
  },
  {
    name: 'a key with a part of order 8, challenge a multiple of 8',
    key: 'a586b4bb01f120f805536b824df44866497cf68c9c1bcf161ec3df7bc6c11244',
    message: '6d6573736167652037',
    signature:
      'eb04dbb5a3788712564aebc30660c2ffdc99aa345cdda00788ea954709c14ebf03523bc5803bf6d4e693a727efcc4dca8c973eb7d12b4aa0c9b4e30cd9664406',
    isValid: true,
    isSoundKey: true,
  },
  {
    name: 'a key with a part of order 8, any other challenge',
    key: 'a586b4bb01f120f805536b824df44866497cf68c9c1bcf161ec3df7bc6c11244',
    message: '6d6573736167652030',
    signature:
      'eb04dbb5a3788712564aebc30660c2ffdc99aa345cdda00788ea954709c14ebfc8551125bdbd721fb362d13cf9c960f591d24ca5a55e10bfb25df3b8e23d4a0b',
    isValid: false,
    isSoundKey: true,
  },
  {
    name: 'the neutral key',
    key: '0100000000000000000000000000000000000000000000000000000000000000',
    message: '6d657373616765203130',
    signature:
      'eb04dbb5a3788712564aebc30660c2ffdc99aa345cdda00788ea954709c14ebf32547698a0cbed1f32547698a0cbed1f32547698a0cbed0f0000000000000000',
    isValid: false,
    isSoundKey: false,
  },
  {
    name: 'the neutral key with y written as p + 1',
    key: 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    message: '6d6573736167652036',
    signature:
      'eb04dbb5a3788712564aebc30660c2ffdc99aa345cdda00788ea954709c14ebf32547698a0cbed1f32547698a0cbed1f32547698a0cbed0f0000000000000000',
    isValid: false,
    isSoundKey: false,
  },
  {
    name: 'the neutral key with the sign of x = 0',
    key: '0100000000000000000000000000000000000000000000000000000000000080',
    message: '6d6573736167652032',
    signature:
      'eb04dbb5a3788712564aebc30660c2ffdc99aa345cdda00788ea954709c14ebf32547698a0cbed1f32547698a0cbed1f32547698a0cbed0f0000000000000000',
    isValid: false,
    isSoundKey: false,
  },
  {
    name: 'a key of order 2',
    key: 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    message: '6d6573736167652035',
    signature:
      'eb04dbb5a3788712564aebc30660c2ffdc99aa345cdda00788ea954709c14ebf32547698a0cbed1f32547698a0cbed1f32547698a0cbed0f0000000000000000',
    isValid: false,
    isSoundKey: false,
  },
  {
    name: 'a key of order 8',
    key: '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    message: '6d6573736167652039',
    signature:
      'eb04dbb5a3788712564aebc30660c2ffdc99aa345cdda00788ea954709c14ebf32547698a0cbed1f32547698a0cbed1f32547698a0cbed0f0000000000000000',
    isValid: false,
    isSoundKey: false,
  },
  {
    name: 'a key that is no point',
    key: '0200000000000000000000000000000000000000000000000000000000000000',
    message: '6d6573736167652036',
    signature:
      'eb04dbb5a3788712564aebc30660c2ffdc99aa345cdda00788ea954709c14ebf32547698a0cbed1f32547698a0cbed1f32547698a0cbed0f0000000000000000',
    isValid: false,
    isSoundKey: false,
  },
]
