import { describe, expect, it } from 'vitest'
import { CRAFTED_SIGNATURES } from '../../test/crafted-signatures.js'
import { verifyByTheRule } from '../../test/edwards25519.js'
import { SIGNATURE_VECTORS } from '../conformance/signature-vectors.js'
import { possessionMessage } from '../signature/possession.js'
import { isSoundKey, keyFlaw } from '../signature/sound-key.js'
import { KeyCache } from './key-cache.js'
import { opensslScheme } from './openssl-scheme.js'
import { newSeed, opensslSigner } from './openssl-signer.js'

const scheme = opensslScheme()
const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))

/** RFC 8032, section 7.1, tests 1 to 3. */
const RFC_8032 = [
  {
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    key: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
]

describe(`Ed25519 of OpenSSL ${process.versions.openssl}`, () => {
  it.each(RFC_8032)('signs $message as RFC 8032 does', ({ seed, key, message, signature }) => {
    const signer = opensslSigner(fromHex(seed))
    expect(signer.key).toEqual(fromHex(key))
    expect(signer.sign(fromHex(message))).toEqual(fromHex(signature))
    expect(scheme.verify(fromHex(key), fromHex(message), fromHex(signature))).toBe(true)
  })

  it.each(SIGNATURE_VECTORS)('judges by the rule: $name', ({ key, message, signature, isValid, isSoundKey }) => {
    const [publicKey, content, signed] = [fromHex(key), fromHex(message), fromHex(signature)]
    expect(scheme.verify(publicKey, content, signed)).toBe(isValid)
    expect(verifyByTheRule(publicKey, content, signed)).toBe(isValid)
    expect(keyFlaw(publicKey) === undefined).toBe(isSoundKey)
  })

  it('is judged by vectors that anybody can make anew', () => {
    expect(CRAFTED_SIGNATURES).toEqual(SIGNATURE_VECTORS)
  })

  it('takes no signature under another message, key or with a bit turned', () => {
    const signer = opensslSigner(newSeed())
    const message = Uint8Array.of(1, 2, 3)
    const signature = signer.sign(message)
    expect(scheme.verify(signer.key, message, signature)).toBe(true)
    expect(scheme.verify(signer.key, Uint8Array.of(1, 2), signature)).toBe(false)
    expect(scheme.verify(opensslSigner(newSeed()).key, message, signature)).toBe(false)
    for (let bit = 0; bit < 512; bit++) {
      const turned = signature.slice()
      turned[bit >> 3] ^= 1 << (bit & 7)
      expect(scheme.verify(signer.key, message, turned)).toBe(false)
    }
  })

  it('takes no key or signature of another length, and throws at none', () => {
    const signer = opensslSigner(newSeed())
    const signature = signer.sign(new Uint8Array(3))
    for (const length of [0, 31, 33, 64]) {
      expect(scheme.verify(new Uint8Array(length), new Uint8Array(3), signature)).toBe(false)
    }
    for (const length of [0, 63, 65]) {
      expect(scheme.verify(signer.key, new Uint8Array(3), new Uint8Array(length))).toBe(false)
    }
    expect(() => opensslSigner(new Uint8Array(31))).toThrow('a seed has 32 bytes, not 31')
  })

  it('makes keys that are sound, and no two alike', () => {
    const keys = Array.from({ length: 20 }, () => opensslSigner(newSeed()).key)
    expect(keys.every(isSoundKey)).toBe(true)
    expect(new Set(keys.map(String)).size).toBe(20)
  })

  it('binds a proof of possession to the community, the account and the key', () => {
    const signer = opensslSigner(newSeed())
    const [here, elsewhere] = [new Uint8Array(8), new Uint8Array(8).fill(1)]
    const proof = signer.sign(possessionMessage(here, 5, signer.key))
    expect(scheme.verify(signer.key, possessionMessage(here, 5, signer.key), proof)).toBe(true)
    expect(scheme.verify(signer.key, possessionMessage(here, 6, signer.key), proof)).toBe(false)
    expect(scheme.verify(signer.key, possessionMessage(elsewhere, 5, signer.key), proof)).toBe(false)
    expect(scheme.verify(signer.key, possessionMessage(here, 5, new Uint8Array(32)), proof)).toBe(false)
  })
})

describe('the keys held ready', () => {
  it('are the ones that were used last', () => {
    const made: number[] = []
    const cache = new KeyCache(2, (key) => {
      made.push(key[0])
      return key[0]
    })
    for (const key of [1, 2, 1, 3, 1, 2]) expect(cache.get(Uint8Array.of(key))).toBe(key)
    expect(made).toEqual([1, 2, 3, 2]) // 3 put out 2, as 1 had been used again
  })

  it('are remembered also where nothing could be made of them', () => {
    let asked = 0
    const cache = new KeyCache(2, () => {
      asked++
      return undefined
    })
    for (let i = 0; i < 3; i++) expect(cache.get(Uint8Array.of(7))).toBeUndefined()
    expect(asked).toBe(1)
  })
})
