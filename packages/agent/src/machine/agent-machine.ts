import type { Chance } from '@jazzgrid/units'
import type { Observable } from 'rxjs'
import { assign, enqueueActions, fromEventObservable, setup } from 'xstate'
import type { AgentProfile } from '../life/agent-profile.js'
import { type AgentState, newborn } from '../life/agent-state.js'
import { decide } from '../life/decide.js'
import { setpointFor, verify } from '../life/deliver.js'
import { hearFates } from '../life/hear-fates.js'
import type { Strategy } from '../strategy/strategy.js'
import type { AgentEvent } from './agent-event.js'
import type { AgentOutlet } from './agent-outlet.js'
import { onLine } from './inbox-line.js'

/** Plain JSON, so that an agent can be stored (`snapshotAgent`) and resumed on another machine. */
export interface AgentContext {
  readonly profile: AgentProfile
  readonly state: AgentState
  /** Why the device is not to be had, null while it is. */
  readonly lost: string | null
}

/** What all agents of one community share. Handed in, so that machines stay free of streams, chance and code registries. */
export interface AgentSurroundings {
  strategy(profile: AgentProfile): Strategy
  /** The only inlet of streams into a machine. */
  inbox(agent: number): Observable<AgentEvent>
  chance(agent: number): Chance | undefined
}

/** A newborn has a profile and a slot length; a state is handed in only to go on from one. */
export interface AgentBirth {
  readonly profile: AgentProfile
  readonly slotLength: number
}

/**
 * The trading life of a device as a statechart with three parallel regions: market (does it wait for the fate of orders),
 * delivery (is a slot being delivered or verified) and health. One machine serves a whole community; slots overlap, so
 * positions are keyed by slot in the context and not by states.
 */
export function createAgentMachine(around: AgentSurroundings) {
  return setup({
    types: {
      context: {} as AgentContext,
      events: {} as AgentEvent,
      emitted: {} as AgentOutlet,
      input: {} as AgentBirth,
    },
    actors: {
      inbox: fromEventObservable<AgentEvent, number>(({ input, system }) => onLine(system, around.inbox(input))),
    },
    actions: {
      quote: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'gate') return
        const { profile } = context
        const done = decide(profile, context.state, around.strategy(profile), event.view, around.chance(profile.id))
        enqueue.assign({ state: done.state })
        enqueue.emit({
          type: 'decided',
          agent: profile.id,
          requests: done.requests,
          decisions: done.decisions,
        })
      }),
      hear: assign({
        state: ({ context, event }) => (event.type === 'fates' ? hearFates(context.state, event.fates) : context.state),
      }),
      arm: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'deliver') return
        const { profile, state } = context
        const setpoint = setpointFor(profile, state, around.strategy(profile), event.call)
        enqueue.emit({ type: 'setpoint', agent: profile.id, slot: event.call.slot, setpoint })
      }),
      verify: assign({
        state: ({ context, event }) =>
          event.type === 'reading'
            ? verify(context.profile, context.state, around.strategy(context.profile), event.reading)
            : context.state,
      }),
      lose: assign({ lost: ({ event }) => (event.type === 'device.lost' ? event.why : null) }),
      find: assign({ lost: null }),
    },
  }).createMachine({
    id: 'agent',
    context: ({ input }) => ({
      profile: input.profile,
      state: newborn(
        around.strategy(input.profile).initial({ settings: input.profile.settings, slotLength: input.slotLength }),
      ),
      lost: null,
    }),
    invoke: { src: 'inbox', input: ({ context }) => context.profile.id },
    type: 'parallel',
    states: {
      market: {
        initial: 'idle',
        states: {
          idle: { on: { gate: { target: 'awaiting', actions: 'quote' }, fates: { actions: 'hear' } } },
          awaiting: { on: { gate: { actions: 'quote' }, fates: { target: 'idle', actions: 'hear' } } },
        },
      },
      delivery: {
        initial: 'idle',
        states: {
          // a meter may report late, or two slots at once
          idle: { on: { deliver: { target: 'delivering', actions: 'arm' }, reading: { actions: 'verify' } } },
          delivering: { on: { deliver: { actions: 'arm' }, reading: { target: 'idle', actions: 'verify' } } },
        },
      },
      health: {
        initial: 'online',
        states: {
          online: { on: { 'device.lost': { target: 'degraded', actions: 'lose' } } },
          degraded: { on: { 'device.found': { target: 'online', actions: 'find' } } },
        },
      },
    },
  })
}

export type AgentMachine = ReturnType<typeof createAgentMachine>
