import { createPrivateKey, createPublicKey } from 'node:crypto'
import { publicKeyFromRaw } from '@libp2p/crypto/keys'
import { peerIdFromPublicKey, peerIdFromString } from '@libp2p/peer-id'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyOf, peerNameOf } from './peer-name.js'

const key = fc.uint8Array({ minLength: 32, maxLength: 32 })

describe('the name of a peer', () => {
  it('is the one that libp2p gives to its public key', () => {
    fc.assert(
      fc.property(key, (bytes) => {
        expect(peerNameOf(bytes)).toBe(peerIdFromPublicKey(publicKeyFromRaw(bytes)).toString())
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  it('gives the key back', () => {
    fc.assert(
      fc.property(key, (bytes) => {
        expect([...keyOf(peerNameOf(bytes))]).toEqual([...bytes])
        expect([...keyOf(peerNameOf(bytes))]).toEqual([...(peerIdFromString(peerNameOf(bytes)).publicKey?.raw ?? [])])
      }),
      { seed: 2 },
    )
  })

  it('of the first test key of RFC 8032 stays what it is', () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')
    const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
    const pair = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }))
    const raw = pair.export({ format: 'der', type: 'spki' }).subarray(-32)
    expect(peerNameOf(raw)).toBe('12D3KooWQK1wnefoLrcVHbbnf5tLzbopUd3K3bFAoJpA7YJgL5pV')
  })

  it.each([
    ['a key that is too short', () => peerNameOf(new Uint8Array(31))],
    ['letters that base 58 does not have', () => keyOf('12D3KooW0OIl')],
    ['an empty name', () => keyOf('')],
    ['the id of another kind of key', () => keyOf('QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N')],
    ['a very long name', () => keyOf('1'.repeat(100_000))],
  ])('refuses %s', (_what, call) => {
    expect(call).toThrow(expect.objectContaining({ code: 'malformed-peer-name' }))
  })
})
