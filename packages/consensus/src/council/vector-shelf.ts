import { decodeVector, type Vector, vectorRoot, vectorSize } from '@jazzgrid/ledger'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Close } from '../seal/close.js'

/** Vectors by their roots, of one height: own ones and those behind other validators' closes. */
export class VectorShelf {
  readonly #vectors = new Map<string, Vector>()

  /** @returns its root. */
  put(vector: Vector): Uint8Array {
    const root = vectorRoot(vector)
    this.#vectors.set(bytesToHex(root), vector)
    return root
  }

  /** Put vectors from the wire. @returns their roots; undefined where one of them is none, and then nothing was put. */
  take(encoded: readonly Uint8Array[]): Uint8Array[] | undefined {
    const vectors = encoded.map(decodeVector)
    if (vectors.some((vector) => vector === undefined)) return undefined
    return vectors.flatMap((vector) => (vector === undefined ? [] : [this.put(vector)]))
  }

  /** The vector that a close commits to; undefined where it is not here. */
  of({ root }: Pick<Close, 'root'>): Vector | undefined {
    return this.#vectors.get(bytesToHex(root))
  }

  get all(): readonly Vector[] {
    return [...this.#vectors.values()]
  }

  at(root: Uint8Array): Vector | undefined {
    return this.#vectors.get(bytesToHex(root))
  }

  /** A close must say how many entries its vector lists, or somebody would be made to fetch more than was announced. */
  fits(close: Pick<Close, 'root' | 'count'>): boolean {
    const vector = this.of(close)
    return vector !== undefined && vectorSize(vector) === close.count
  }

  clear(): void {
    this.#vectors.clear()
  }
}
