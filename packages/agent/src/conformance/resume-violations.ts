import { Chance, VirtualClock } from '@jazzgrid/units'
import { Subject } from 'rxjs'
import type { AgentProfile } from '../life/agent-profile.js'
import type { AgentEvent } from '../machine/agent-event.js'
import { createAgentMachine } from '../machine/agent-machine.js'
import type { AgentOutlet } from '../machine/agent-outlet.js'
import { snapshotAgent } from '../machine/agent-snapshot.js'
import { type AgentActor, spawnAgent } from '../machine/spawn-agent.js'
import type { Strategy } from '../strategy/strategy.js'
import { MOMENTS_PER_SLOT, type Trader, tradingDay } from './trading-day.js'
import type { Violation } from './violation.js'

export interface ResumeOptions {
  readonly seed?: string | number
  /** Length of the day in half-hours. */
  readonly slots?: number
  /** Numbers of the moments at which the agent is interrupted, four a slot; each in a day of its own. */
  readonly moments?: readonly number[]
}

const SLOTS = 16

/**
 * Let an agent live a day as an actor on a market, then the same day again, but stopped in the middle, stored as text and
 * resumed: from then on it must ask for the same and decide the same as the one that never stopped. Interruptions come
 * at every kind of moment, also while orders are on their way.
 */
export function resumeViolations<Settings>(
  strategy: Strategy<Settings>,
  settings: Settings,
  options: ResumeOptions = {},
): Violation[] {
  const { seed = 1, slots = SLOTS } = options
  const middle = MOMENTS_PER_SLOT * (slots >> 1)
  const moments = options.moments ?? [0, middle, middle + 1, middle + 2, middle + 3, MOMENTS_PER_SLOT * slots - 3]
  try {
    const whole = liveThrough(strategy, settings, { seed, slots })
    return moments.flatMap((at): Violation[] => {
      const broken = liveThrough(strategy, settings, { seed, slots, at })
      const k = whole.findIndex((line, i) => line !== broken[i])
      if (k < 0 && broken.length === whole.length) return []
      return [
        { code: 'resumes-differently', detail: `interrupted at moment ${at}: ${broken[k]} instead of ${whole[k]}` },
      ]
    })
  } catch (error) {
    return [{ code: 'throws', detail: String(error) }]
  }
}

/** Everything that the agent says in its day, one line each, and its state at the end. */
function liveThrough<Settings>(
  strategy: Strategy<Settings>,
  settings: Settings,
  day: { readonly seed: string | number; readonly slots: number; readonly at?: number },
): string[] {
  const clock = new VirtualClock()
  const inbox = new Subject<AgentEvent>()
  const said: AgentOutlet[] = []
  const profile: AgentProfile = { id: 0, account: 0, name: 'agent', kind: 'battery', strategy: strategy.name, settings }
  let failure: unknown
  const birth = { profile, slotLength: 1_800_000 }
  const live = (snapshot?: ReturnType<typeof snapshotAgent>): AgentActor => {
    const chance = new Chance(day.seed, 'agent')
    const machine = createAgentMachine({
      strategy: () => strategy as Strategy,
      inbox: () => inbox,
      chance: () => chance,
    })
    const onError = (error: unknown) => {
      failure = error
    }
    const actor = spawnAgent(machine, birth, { clock, onError, ...(snapshot === undefined ? {} : { snapshot }) })
    actor.on('*', (outlet) => said.push(outlet))
    return actor.start()
  }
  let actor = live()
  const lines: string[] = []
  const tell = (event: AgentEvent): AgentOutlet | undefined => {
    said.length = 0
    inbox.next(event)
    if (failure !== undefined) throw failure
    for (const outlet of said) lines.push(text(outlet))
    return said[0]
  }
  const trader: Trader = {
    decide: (view) => {
      const outlet = tell({ type: 'gate', view })
      return outlet?.type === 'decided' ? outlet.requests : []
    },
    hear: (fates) => tell({ type: 'fates', fates }),
    deliver: (call) => {
      const outlet = tell({ type: 'deliver', call })
      return outlet?.type === 'setpoint' ? outlet.setpoint.energy : Number.NaN
    },
    read: (slot, energy, soc) => tell({ type: 'reading', reading: { slot, energy, soc, plugged: true } }),
  }
  const pause = (moment: number) => {
    if (moment !== day.at) return
    const stored = JSON.stringify(snapshotAgent(actor))
    actor.stop()
    actor = live(JSON.parse(stored))
  }
  tradingDay(trader, clock, { ...day, pause })
  lines.push(text(snapshotAgent(actor)))
  actor.stop()
  return lines
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_key, member) => (Number.isNaN(member) ? 'unknown' : member))
