import { CodedError } from '@jazzgrid/units'
import type { PeerName } from '../transport.js'

/**
 * The libp2p peer id of an Ed25519 public key: base58btc of an identity multihash (00, length 36) of the protobuf
 * PublicKey { type: Ed25519, data: 32 bytes } (libp2p specs, peer-ids). The key is inside, so the way back is exact.
 */
export function peerNameOf(key: Uint8Array): PeerName {
  if (key.length !== KEY) throw malformed(`a public key has ${KEY} bytes, not ${key.length}`)
  const bytes = new Uint8Array(PREFIX.length + KEY)
  bytes.set(PREFIX)
  bytes.set(key, PREFIX.length)
  return base58(bytes)
}

/** The public key of a peer; throws CodedError `malformed-peer-name` where the name is not one of an Ed25519 key. */
export function keyOf(name: PeerName): Uint8Array {
  // an Ed25519 peer id has 52 characters; the bound keeps a long text from costing quadratic time
  const bytes = name.length <= LONGEST_NAME ? unbase58(name) : undefined
  const sound = bytes?.length === PREFIX.length + KEY && PREFIX.every((byte, i) => bytes[i] === byte)
  if (!sound) throw malformed(`${JSON.stringify(name.slice(0, LONGEST_NAME))} is not the peer id of an Ed25519 key`)
  return bytes.subarray(PREFIX.length)
}

const KEY = 32
const LONGEST_NAME = 60
const PREFIX = Uint8Array.of(0x00, 0x24, 0x08, 0x01, 0x12, 0x20)

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const DIGITS = new Map([...ALPHABET].map((letter, value) => [letter, value]))

/** Base 58 as Bitcoin writes it; each leading zero byte is a leading `1`. */
function base58(bytes: Uint8Array): string {
  const digits = inBase(bytes, 256, 58)
  return (
    '1'.repeat(leadingZeros(bytes)) +
    digits
      .reverse()
      .map((digit) => ALPHABET[digit])
      .join('')
  )
}

function unbase58(text: string): Uint8Array | undefined {
  const digits: number[] = []
  for (const letter of text) {
    const digit = DIGITS.get(letter)
    if (digit === undefined) return undefined
    digits.push(digit)
  }
  const zeros = leadingZeros(digits)
  const bytes = inBase(digits, 58, 256)
  return Uint8Array.from([...new Array<number>(zeros).fill(0), ...bytes.reverse()])
}

/** Digits (most significant first) in another base, least significant first, without leading zeros. */
function inBase(digits: Iterable<number>, from: number, to: number): number[] {
  const out: number[] = []
  for (const digit of digits) {
    let carry = digit
    for (let i = 0; i < out.length; i++) {
      carry += out[i] * from
      out[i] = carry % to
      carry = Math.floor(carry / to)
    }
    for (; carry > 0; carry = Math.floor(carry / to)) out.push(carry % to)
  }
  return out
}

function leadingZeros(digits: ArrayLike<number>): number {
  let zeros = 0
  while (zeros < digits.length && digits[zeros] === 0) zeros++
  return zeros
}

const malformed = (what: string) => new CodedError('malformed-peer-name', what)
