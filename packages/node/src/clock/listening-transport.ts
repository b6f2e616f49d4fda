import { readEntry, readSync } from '@jazzgrid/ledger'
import type { Transport } from '@jazzgrid/network'

/**
 * The transport itself, with an ear on the entries that gossip brings: only what was just published tells of clocks, not what
 * is fetched later.
 * @param hear an author's account, and the time that it signed.
 */
export function listening(
  transport: Transport,
  topic: string,
  hear: (account: number, time: number) => void,
): Transport {
  const subscribe: Transport['subscribe'] = (name, handler) => {
    if (name !== topic) return transport.subscribe(name, handler)
    return transport.subscribe(name, (data, from) => {
      const verdict = handler(data, from)
      if (verdict === 'accept') for (const { account, time } of entriesIn(data)) hear(account, time)
      return verdict
    })
  }
  return new Proxy(transport, {
    get(target, name) {
      if (name === 'subscribe') return subscribe
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function entriesIn(data: Uint8Array) {
  const message = readSync(data)
  if (typeof message === 'string' || message.kind !== 'entries') return []
  return message.wires.flatMap((wire) => {
    const entry = readEntry(wire)
    return 'reason' in entry ? [] : [entry]
  })
}
