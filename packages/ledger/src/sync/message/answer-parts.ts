import { LONGEST_SENT } from './sync-codec.js'
import type { Decisions, Entries, Proof, SnapshotPart, Vectors } from './sync-message.js'

/** Around the items of a message, and around each of them. */
const AROUND = 32
const AROUND_ITEM = 16

/** Bytes of a snapshot in one part. */
const SNAPSHOT_PART = LONGEST_SENT - 64

/** An answer in as many messages as it takes to fill frames, at least one; the last says that nothing follows. */
export function answerParts<A extends Entries | Decisions | Vectors | Proof>(answer: A): A[] {
  switch (answer.kind) {
    case 'entries':
      return parts(answer.wires, (wire) => wire.length).map((wires, more) => ({ ...answer, wires, more }))
    case 'decisions':
      return parts(answer.decisions, ({ bytes }) => bytes.length).map((decisions, more) => ({
        ...answer,
        decisions,
        more,
      }))
    case 'vectors':
      return parts(answer.vectors, (vector) => vector.length).map((vectors, more) => ({ ...answer, vectors, more }))
    case 'proof':
      return parts(answer.proofs, ({ bytes }) => bytes.length).map((proofs, more) => ({ ...answer, proofs, more }))
  }
}

function parts<T>(items: readonly T[], lengthOf: (item: T) => number) {
  const groups: T[][] = [[]]
  let room = LONGEST_SENT - AROUND
  for (const item of items) {
    const length = lengthOf(item) + AROUND_ITEM
    if (length > room && groups[groups.length - 1].length > 0) {
      groups.push([])
      room = LONGEST_SENT - AROUND
    }
    groups[groups.length - 1].push(item)
    room -= length
  }
  return {
    map: <M>(of: (group: T[], more: boolean) => M) => groups.map((group, i) => of(group, i < groups.length - 1)),
  }
}

/** One part of a snapshot, by its number. `bytes` undefined where there is none. */
export function snapshotPart(
  request: number,
  height: number,
  part: number,
  bytes: Uint8Array | undefined,
): SnapshotPart {
  const parts = bytes === undefined ? 0 : Math.max(1, Math.ceil(bytes.length / SNAPSHOT_PART))
  const piece = bytes?.subarray(part * SNAPSHOT_PART, (part + 1) * SNAPSHOT_PART) ?? new Uint8Array()
  // a part that there is not is answered like a snapshot that there is not
  return part < parts
    ? { kind: 'snapshot', request, height, part, parts, bytes: piece }
    : { kind: 'snapshot', request, height, part, parts: 0, bytes: new Uint8Array() }
}
