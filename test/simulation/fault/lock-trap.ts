import { type Genesis, genesisId, type Statement, stateAtGenesis, validatorsOf } from '@jazzgrid/consensus'
import type { PeerName } from '@jazzgrid/network'
import { nameOf } from '../community/small-genesis.js'
import type { Edit } from '../liar/speech.js'

/**
 * For a community of four, what a lock is there for. At the first height three members prevote a value and precommit it,
 * but only one of them, `decided`, hears so; the other two time out. The fourth, `innocent`, has heard of neither the
 * value nor enough votes for it, lacks a close, and proposes next: something else. Whoever then lets go of what it
 * precommitted makes a second decision.
 */
export function lockTrap(genesis: Genesis): (to: PeerName) => Edit {
  const { members } = stateAtGenesis(genesis)
  const [first, innocent, third, decided] = validatorsOf(genesis, members).proposers(genesisId(genesis), [])
  const lacked = Math.min(first, third, decided)
  const reaches = (statement: Statement, to: PeerName): boolean => {
    if (statement.height > 1) return true
    const isInnocent = to === nameOf(innocent)
    if (statement.kind === 'close') return !(isInnocent && statement.account === lacked)
    if (statement.round > 0) return true
    if (statement.kind === 'proposal') return !isInnocent
    if (statement.stage === 'prevote') return !(isInnocent && statement.account === decided)
    return to === nameOf(decided) || statement.account !== decided
  }
  return (to) => ({
    hidesCertificates: true,
    statement: (statement) => (reaches(statement, to) ? [statement] : []),
    message: (message) => (message.kind === 'decisions' ? { ...message, decisions: [] } : message),
  })
}
