import type { Statement } from '@jazzgrid/consensus'
import type { PeerName } from '@jazzgrid/network'
import type { Chance } from '@jazzgrid/units'
import type { Edit } from '../liar/speech.js'

/**
 * A network that knows what it carries and does its worst: of each stage of each attempt a house misses the votes of up to
 * f others, so that it can go on, but with another picture than its neighbours; now and then a proposal; and nobody hears
 * of a decision that others have come to. No law of the seal forbids it; it ends with the calm.
 */
export function slyNetwork(members: number, chance: Chance): (to: PeerName) => Edit {
  const most = Math.max(1, Math.floor((members - 1) / 3))
  const everybody = Array.from({ length: members }, (_, account) => account)
  const missed = new Map<string, readonly number[]>()
  return (to) => ({
    hidesCertificates: true,
    statement(statement) {
      if (statement.kind === 'close') return [statement]
      const key = `${placeOf(statement)} to ${to}`
      const misses = missed.get(key) ?? chance.shuffled(everybody).slice(0, chance.integer(most + 1))
      missed.set(key, misses)
      const isLost = statement.kind === 'proposal' ? misses.length > 0 : misses.includes(statement.account)
      return isLost ? [] : [statement]
    },
    message: (message) => (message.kind === 'decisions' ? { ...message, decisions: [] } : message),
  })
}

function placeOf(statement: Exclude<Statement, { kind: 'close' }>): string {
  const stage = statement.kind === 'vote' ? statement.stage : 'proposal'
  return `${stage} ${statement.height}/${statement.round}`
}
