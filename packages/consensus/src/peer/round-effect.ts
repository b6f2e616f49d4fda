import { pledgeWrite } from './disk/store-writes.js'
import type { PeerEffect } from './peer-effect.js'
import type { RoundEvent } from './round-event.js'

type Direct = Extract<RoundEvent, { kind: 'persist' | 'say' | 'timer' | 'split' | 'other-result' | 'muted' }>

/** What is to be done about an event of the rounds that changes nothing in the peer itself. */
export function effectOf(event: Direct): PeerEffect {
  switch (event.kind) {
    case 'persist':
      return { kind: 'store', batch: [pledgeWrite(event.height, event.pledged)], durability: 'synced' }
    case 'say':
      return { kind: 'publish', topic: 'seal', data: event.wire }
    case 'timer':
      return { kind: 'timer', timer: { kind: 'seal', timer: event.timer }, delay: event.delay }
    case 'split':
      return { kind: 'alarm', alarm: { what: 'split', certificates: event.certificates } }
    case 'other-result':
      return { kind: 'alarm', alarm: { what: 'other-result', height: event.height } }
    case 'muted':
      return { kind: 'alarm', alarm: { what: 'muted', reason: event.reason } }
  }
}
