import { describe, expect, it } from 'vitest'
import { memoryWorld } from '../../test/memory-world.js'
import type { Handed, MessageHandler, Transport } from '../transport.js'
import { ruleViolations } from './transport-rule.js'
import { TRANSPORT_RULES } from './transport-rules.js'

const OK: Handed = { ok: true }

/** A transport with some methods replaced; the others are its own. */
const changed = (transport: Transport, faults: Partial<Transport>): Transport =>
  new Proxy(transport, {
    get(target, key: keyof Transport) {
      const member = faults[key] ?? target[key]
      return typeof member === 'function' ? member.bind(target) : member
    },
  })

/** What a transport may do wrong, how, and words of the rule that must notice. */
const FAULTS: readonly [what: string, spoil: (good: Transport) => Partial<Transport>, rule: string][] = [
  [
    'hears itself',
    (good) => {
      const handlers = new Map<string, MessageHandler>()
      return {
        subscribe: (topic, handler) => {
          handlers.set(topic, handler)
          return good.subscribe(topic, handler)
        },
        publish: (topic, data) => {
          handlers.get(topic)?.(data, good.self)
          return good.publish(topic, data)
        },
      }
    },
    'reaches every subscriber once',
  ],
  ['swallows messages', () => ({ publish: () => OK }), 'reaches every subscriber once'],
  [
    'hears everything twice',
    (good) => ({
      subscribe: (topic, handler) =>
        good.subscribe(topic, (data, from) => {
          handler(data, from)
          return handler(data, from)
        }),
    }),
    'equal bytes are one message',
  ],
  [
    'does not blame',
    (good) => ({
      subscribe: (topic, handler) =>
        good.subscribe(topic, async (data, from) => {
          const verdict = await handler(data, from)
          return verdict === 'reject' ? 'ignore' : verdict
        }),
    }),
    'a reject costs',
  ],
  [
    'takes messages of any size',
    (good) => ({ publish: (topic, data) => (good.publish(topic, data).ok ? OK : OK) }),
    'a message of the largest',
  ],
  [
    'cannot let go',
    (good) => ({ subscribe: (topic, handler) => (good.subscribe(topic, handler) ? () => {} : () => {}) }),
    'has released',
  ],
  [
    'takes frames for nobody',
    (good) => ({ send: (peer, frame) => (good.send(peer, frame).ok ? OK : OK) }),
    'is refused',
  ],
  [
    'swaps frames',
    (good) => {
      let held: Uint8Array | undefined
      return {
        onFrame: (handler) =>
          good.onFrame((peer, frame) => {
            if (held !== undefined) {
              handler(peer, frame)
              handler(peer, held)
              held = undefined
            } else held = frame
          }),
      }
    },
    'whole and in order',
  ],
  [
    'does not wait for a handler',
    (good) => ({ onFrame: (handler) => good.onFrame((peer, frame) => void handler(peer, frame)) }),
    'fills the queue',
  ],
  [
    'never says drained',
    (good) => ({ onPeer: (handler) => good.onPeer((e) => e.kind !== 'drained' && handler(e)) }),
    'drained',
  ],
  ['admits everyone', (good) => ({ admit: () => good.admit('everyone') }), 'a stranger'],
  ['never revokes', () => ({ admit: () => {} }), 'no longer admitted'],
  ['forgets penalties', () => ({ penalise: () => {} }), 'penalties add up'],
  ['does not reconnect', () => ({ reconnect: () => {} }), 'reconnect gives'],
  ['stays open', () => ({ close: () => Promise.resolve() }), 'closing ends'],
  ['cannot reach anybody', () => ({ reach: () => {} }), 'peers that reach each other'],
  [
    'throws',
    () => ({
      peers: () => {
        throw new Error('broken')
      },
    }),
    'peers that reach each other',
  ],
]

describe('the rules of the port', () => {
  it.each(FAULTS)('notice a transport that %s', async (_what, spoil, words) => {
    const rule = TRANSPORT_RULES.find(({ says }) => says.includes(words))
    if (rule === undefined) throw new Error(`no rule says ${words}`)
    const spoiled = () => memoryWorld((good) => changed(good, spoil(good)))
    expect(await ruleViolations(rule, spoiled)).not.toEqual([])
    expect(await ruleViolations(rule, () => memoryWorld((good) => changed(good, {})))).toEqual([])
  })

  it('have sentences of their own', () => {
    expect(new Set(TRANSPORT_RULES.map(({ says }) => says)).size).toBe(TRANSPORT_RULES.length)
  })
})
