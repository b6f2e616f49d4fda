import { encodeMessage, readMessage, type Statement } from '@jazzgrid/consensus'
import { encodeSync, readSync, type SyncMessage } from '@jazzgrid/ledger'
import { FRAMES } from '../community/line.js'

/** What becomes of the parts of something that is said, on its way to one listener. */
export interface Edit {
  readonly statement?: (statement: Statement) => readonly Statement[]
  /** Certificates are swallowed. */
  readonly hidesCertificates?: boolean
  /** Wires of entries. */
  readonly entry?: (wire: Uint8Array) => readonly Uint8Array[]
  /** A message between two peers; undefined where it is swallowed. */
  readonly message?: (message: SyncMessage) => SyncMessage | undefined
}

/** Everything passes as it is. */
export const UNCHANGED: Edit = {}

/** Edit bytes of any channel. What cannot be read passes as it is. */
export function edited(channel: string, data: Uint8Array, edit: Edit): readonly Uint8Array[] {
  if (edit === UNCHANGED) return [data]
  if (channel.endsWith('/seal')) return editedSeal(data, edit)
  if (edit.entry === undefined && channel !== FRAMES) return [data]
  const message = readSync(data)
  if (typeof message === 'string') return [data]
  const passed = channel === FRAMES && edit.message !== undefined ? edit.message(message) : message
  if (passed === undefined) return []
  const parts = editedParts(passed, edit)
  if (parts === message) return [data]
  return parts === undefined ? [] : [encodeSync(parts)]
}

function editedSeal(data: Uint8Array, { statement, hidesCertificates }: Edit): readonly Uint8Array[] {
  if (statement === undefined && !hidesCertificates) return [data]
  const message = readMessage(data)
  if (typeof message === 'string') return [data]
  if (message.kind === 'certificate') return hidesCertificates ? [] : [data]
  if (statement === undefined) return [data]
  return statement(message).map((each) => (each === message ? data : encodeMessage(each)))
}

function editedParts(message: SyncMessage, edit: Edit): SyncMessage | undefined {
  if (message.kind === 'messages' && (edit.statement !== undefined || edit.hidesCertificates)) {
    return { ...message, messages: message.messages.flatMap((wire) => editedSeal(wire, edit)) }
  }
  const { entry } = edit
  if (message.kind !== 'entries' || entry === undefined) return message
  const wires = message.wires.flatMap((wire) => entry(wire))
  return message.request === 0 && wires.length === 0 ? undefined : { ...message, wires }
}
