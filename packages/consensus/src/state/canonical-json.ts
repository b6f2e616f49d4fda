import { sha256 } from '@noble/hashes/sha2.js'

/** Plain data without floats: what a state may hold that peers must agree on. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain | undefined }

/**
 * The one text of plain data: names in the order of their UTF-16 units, no spaces, members that are undefined left out.
 * Throws RangeError at a number that is no safe integer, for two machines could disagree about it.
 */
export function canonicalJson(value: Plain): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no safe integer and may not be agreed upon`)
    return value === 0 ? '0' : String(value)
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.keys(value)
    .sort()
    .flatMap((name) => {
      const member = value[name]
      return member === undefined ? [] : [`${JSON.stringify(name)}:${canonicalJson(member)}`]
    })
  return `{${members.join(',')}}`
}

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value)

const encoder = new TextEncoder()

export const canonicalBytes = (value: Plain): Uint8Array => encoder.encode(canonicalJson(value))

/** SHA-256 of the canonical text, 32 bytes. */
export const plainHash = (value: Plain): Uint8Array => sha256(canonicalBytes(value))
