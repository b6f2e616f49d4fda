import { CodedError } from '@jazzgrid/units'
import type { Snapshot } from 'xstate'
import { notPlainJson } from '../life/plain-json.js'
import type { AgentContext } from './agent-machine.js'
import type { AgentActor } from './spawn-agent.js'

/**
 * What `spawnAgent` resumes from, as plain JSON: equal to what comes back when it is stored as text.
 * @throws CodedError `agent-not-plain` where the state or the settings of a strategy hold what JSON would change, such
 * as NaN: the agent that resumes would decide otherwise than the one that stopped.
 */
export function snapshotAgent(actor: AgentActor): Snapshot<unknown> {
  const persisted = actor.getPersistedSnapshot() as Snapshot<unknown> & { readonly context: AgentContext }
  const { profile, state } = persisted.context
  const at = notPlainJson(state, 'state') ?? notPlainJson(profile, 'profile')
  if (at !== undefined) {
    throw new CodedError(
      'agent-not-plain',
      `${profile.name} cannot be stored: ${at} is not plain JSON, so let the strategy ${profile.strategy} keep it as ` +
        'numbers, strings, lists and records',
      { details: { agent: profile.id, at } },
    )
  }
  // xstate writes absent members as undefined
  return JSON.parse(JSON.stringify(persisted)) as Snapshot<unknown>
}
