import { sha256 } from '@noble/hashes/sha2.js'

/** Plain data without floats: what a state may hold that peers must agree on. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain | undefined }

/**
 * The one text of plain data: names in the order of their UTF-16 units, no spaces, members that are undefined left out.
 * Throws RangeError at a number that is no safe integer, for two machines could disagree about it.
 */
export function canonicalJson(value: Plain): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return integerText(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (isList(value)) {
    let items = ''
    for (let i = 0; i < value.length; i++) items += i === 0 ? canonicalJson(value[i]) : `,${canonicalJson(value[i])}`
    return `[${items}]`
  }
  let members = ''
  for (const name of inOrder(Object.keys(value))) {
    const member = value[name]
    if (member === undefined) continue
    members += `${members === '' ? '' : ','}${quoted(name)}:${canonicalJson(member)}`
  }
  return `{${members}}`
}

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value)

/** Nothing in it is escaped. */
const IS_AS_IT_IS = /^[ !#-[\]-~]*$/

const quoted = (text: string): string => (IS_AS_IT_IS.test(text) ? `"${text}"` : JSON.stringify(text))

function integerText(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no safe integer and may not be agreed upon`)
  return value === 0 ? '0' : String(value)
}

/** Sorted, in place; what is in order is left alone. */
function inOrder(names: string[]): string[] {
  for (let i = 1; i < names.length; i++) if (names[i - 1] > names[i]) return names.sort()
  return names
}

const encoder = new TextEncoder()

export const canonicalBytes = (value: Plain): Uint8Array => encoder.encode(canonicalJson(value))

/** SHA-256 of the canonical text, 32 bytes. */
export const plainHash = (value: Plain): Uint8Array => sha256(canonicalBytes(value))
