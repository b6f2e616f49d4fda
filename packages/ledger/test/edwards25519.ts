import { createHash } from 'node:crypto'

/** Ed25519 by the book and slow (RFC 8032, section 5.1): one formula for all points, nothing clever, not constant in time. */
export const P = 2n ** 255n - 19n
/** Order of the base point. */
export const L = 2n ** 252n + 27742317777372353535851937790883648493n

export interface Point {
  readonly x: bigint
  readonly y: bigint
}

const mod = (a: bigint, m = P): bigint => ((a % m) + m) % m

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let square = mod(base), left = exponent; left > 0n; left >>= 1n, square = mod(square * square)) {
    if (left & 1n) result = mod(result * square)
  }
  return result
}

const inverse = (a: bigint): bigint => power(a, P - 2n)
export const D = mod(-121665n * inverse(121666n))
const ROOT_OF_MINUS_1 = power(2n, (P - 1n) / 4n)

export const IDENTITY: Point = { x: 0n, y: 1n }

interface Projective {
  readonly x: bigint
  readonly y: bigint
  readonly z: bigint
}

/** Holds for all pairs of points, also equal ones (Bernstein, Birkner, Joye, Lange and Peters 2008, with a = -1). */
function sum(p: Projective, q: Projective): Projective {
  const z = mod(p.z * q.z)
  const zz = mod(z * z)
  const xx = mod(p.x * q.x)
  const yy = mod(p.y * q.y)
  const dxy = mod(D * xx * yy)
  const [f, g] = [zz - dxy, zz + dxy]
  return {
    x: mod(z * f * ((p.x + p.y) * (q.x + q.y) - xx - yy)),
    y: mod(z * g * (yy + xx)),
    z: mod(f * g),
  }
}

const projective = ({ x, y }: Point): Projective => ({ x, y, z: 1n })

function affine({ x, y, z }: Projective): Point {
  const over = inverse(z)
  return { x: mod(x * over), y: mod(y * over) }
}

export const add = (a: Point, b: Point): Point => affine(sum(projective(a), projective(b)))

export const negated = ({ x, y }: Point): Point => ({ x: mod(-x), y })

export function times(scalar: bigint, point: Point): Point {
  let result = projective(IDENTITY)
  for (let left = scalar, doubled = projective(point); left > 0n; left >>= 1n, doubled = sum(doubled, doubled)) {
    if (left & 1n) result = sum(result, doubled)
  }
  return affine(result)
}

/** A root of (y^2-1)/(dy^2+1) with this lowest bit; undefined where there is none. Takes 0 with the bit for 0. */
export function withY(y: bigint, isOdd: boolean): Point | undefined {
  const square = mod((y * y - 1n) * inverse(D * y * y + 1n))
  let x = power(square, (P + 3n) / 8n)
  if (mod(x * x) !== square) x = mod(x * ROOT_OF_MINUS_1)
  if (mod(x * x) !== square) return undefined
  return { x: (x % 2n === 1n) === isOdd ? x : mod(-x), y: mod(y) }
}

export const BASE = withY(4n * inverse(5n), false) as Point
/** A point of order 8; its multiples are all points of small order. */
export const TORSION = withY(
  2707385501144840649318225287225658788936804267575313519463743609750303402022n,
  false,
) as Point

export function bytesOf(value: bigint): Uint8Array {
  const hex = value.toString(16).padStart(64, '0')
  return Uint8Array.from(Buffer.from(hex, 'hex').reverse())
}

export const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)

/** The canonical encoding. */
export const encoded = ({ x, y }: Point): Uint8Array => bytesOf(y + (x % 2n) * 2n ** 255n)

/** undefined for bytes that are not the canonical encoding of a point. */
export function decoded(bytes: Uint8Array): Point | undefined {
  const value = numberOf(bytes)
  const point = withY(value % 2n ** 255n, value >= 2n ** 255n)
  return point && numberOf(encoded(point)) === value ? point : undefined
}

const isSmall = (point: Point): boolean => numberOf(encoded(times(8n, point))) === 1n

/** Hash of R, A and the message, as a scalar. */
export const challenge = (r: Uint8Array, key: Uint8Array, message: Uint8Array): bigint =>
  mod(numberOf(createHash('sha512').update(r).update(key).update(message).digest()), L)

/** The rule: both points canonical and not of small order, S below L, and S B - h A is R. No cofactor. */
export function verifyByTheRule(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const [nonce, s] = [signature.slice(0, 32), numberOf(signature.slice(32))]
  const [a, r] = [decoded(key), decoded(nonce)]
  if (a === undefined || r === undefined || isSmall(a) || isSmall(r) || s >= L) return false
  const expected = add(times(s, BASE), negated(times(challenge(nonce, key, message), a)))
  return expected.x === r.x && expected.y === r.y
}
