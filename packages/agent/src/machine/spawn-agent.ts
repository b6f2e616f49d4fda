import type { Clock } from '@jazzgrid/units'
import { type Actor, createActor, type Snapshot } from 'xstate'
import type { AgentBirth, AgentMachine } from './agent-machine.js'
import { hangUp } from './inbox-line.js'

export type AgentActor = Actor<AgentMachine>

/** How an agent comes to life: born, or resumed from what `snapshotAgent` gave. */
export interface SpawnOptions {
  readonly clock: Clock
  /** Called once when the agent's own code throws; the agent has stopped, nobody else has. */
  readonly onError: (error: unknown) => void
  readonly snapshot?: Snapshot<unknown>
}

/**
 * The only way to make an agent: a root actor of its own (one root with many children is quadratic) with an error
 * observer, because an unobserved error of one strategy would end the whole process. The caller subscribes to what it
 * emits and then calls `start()`.
 */
export function spawnAgent(machine: AgentMachine, birth: AgentBirth, options: SpawnOptions): AgentActor {
  const { clock, onError, snapshot } = options
  const xstateClock = {
    setTimeout: (run: (...args: unknown[]) => void, delay: number) => clock.setTimeout(run, delay),
    clearTimeout: (handle: unknown) => clock.clearTimeout(handle),
  }
  const actor = createActor(machine, {
    input: birth,
    clock: xstateClock,
    ...(snapshot === undefined ? undefined : { snapshot }),
  })
  actor.subscribe({
    error: (error) => {
      hangUp(actor.system)
      onError(error)
    },
  })
  return actor
}
