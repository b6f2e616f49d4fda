import { sameBytes } from '../cbor/canonical-cbor.js'
import type { LedgerStore } from '../store/ledger-store.js'

/** A place that keeps what is written: empty at first, and opened again as often as is wanted, one store at a time. */
export interface StoreHome {
  open(): Promise<LedgerStore>
}

/** One promise of the port. `run` throws where a store breaks it; it takes a home of its own and closes what it opened. */
export interface StoreCheck {
  readonly name: string
  run(home: StoreHome): Promise<void>
}

/** Throws unless a store answered what it should: numbers, text, bytes, and lists and objects of these. */
export function expectSame(what: string, got: unknown, expected: unknown): void {
  if (!same(got, expected)) throw new Error(`${what}: expected ${text(expected)}, got ${text(got)}`)
}

/** Throws unless the call fails with this code. */
export async function expectFault(what: string, code: string, run: () => Promise<unknown>): Promise<void> {
  const fault = await run().then(
    () => 'no fault',
    (error: { code?: unknown }) => error.code,
  )
  if (fault !== code) throw new Error(`${what}: expected the fault ${code}, got ${String(fault)}`)
}

export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

function same(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    return a instanceof Uint8Array && b instanceof Uint8Array && sameBytes(a, b)
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return one.size === other.size && [...one].every(([name, value]) => other.has(name) && same(value, other.get(name)))
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_, member) => (member instanceof Uint8Array ? `${member.length} bytes ${member}` : member)) ??
  'nothing'
