import { performance } from 'node:perf_hooks'
import { BehaviorSubject, Subject } from 'rxjs'
import { assign, createActor, createMachine } from 'xstate'
import { newborn, type Strategy } from '../../../packages/agent/src/index.js'
import { decide } from '../../../packages/agent/src/life/decide.js'
import type { View } from '../../../packages/agent/src/strategy/signal.js'

const SILENT: Strategy = { name: 'silent', initial: () => null, quote: () => [] }

const EMPTY = { first: 0, values: [] }

const VIEW: View = {
  now: 0,
  due: [],
  firstOpen: 0,
  rules: {
    slotLength: 1_800_000,
    tick: 100 as never,
    lot: 100 as never,
    band: { min: 0 as never, max: 50_000 as never },
  },
  price: { bestBid: EMPTY, bestAsk: EMPTY, last: EMPTY, bidDepth: EMPTY, askDepth: EMPTY, traded: EMPTY },
  tariff: { retail: EMPTY, feedIn: EMPTY, networkCharge: 0 as never },
  forecast: { price: EMPTY, load: EMPTY, generation: EMPTY, loadError: EMPTY, generationError: EMPTY },
  site: { out: EMPTY, in: EMPTY },
  telemetry: { soc: 0.5, plugged: true, running: Number.NaN },
}

/** Microseconds an agent and slot that are not spent in a strategy, when agents are plain calls. */
export function plainOverhead(agents: number, slots: number): number {
  const states = Array.from({ length: agents }, () => newborn(null))
  const profiles = states.map((_, id) => ({
    id,
    account: id,
    name: `a${id}`,
    kind: 'pv' as const,
    strategy: 'silent',
    settings: null,
  }))
  const from = performance.now()
  for (let slot = 0; slot < slots; slot++) {
    for (let id = 0; id < agents; id++) states[id] = decide(profiles[id], states[id], SILENT, VIEW).state
  }
  return ((performance.now() - from) * 1000) / (agents * slots)
}

/** The same for the textbook way: an xstate actor an agent, which subscribes to the price stream for itself. */
export function textbookOverhead(agents: number, slots: number): number {
  const price$ = new Subject<number>()
  const soc$ = new BehaviorSubject(0.5)
  const machine = createMachine({
    types: {} as {
      context: { price: number; decided: number }
      events: { type: 'price'; price: number } | { type: 'done' }
    },
    context: { price: 0, decided: 0 },
    initial: 'idle',
    states: {
      idle: { on: { price: { target: 'quoting', actions: assign({ price: ({ event }) => event.price }) } } },
      quoting: { on: { done: { target: 'idle', actions: assign({ decided: ({ context }) => context.decided + 1 }) } } },
    },
  })
  const actors = Array.from({ length: agents }, () => {
    const actor = createActor(machine).start()
    const subscription = price$.subscribe((price) => {
      actor.send({ type: 'price', price: price + soc$.value })
      actor.send({ type: 'done' })
    })
    return { actor, subscription }
  })
  const from = performance.now()
  for (let slot = 0; slot < slots; slot++) price$.next(slot)
  const spent = ((performance.now() - from) * 1000) / (agents * slots)
  for (const { actor, subscription } of actors) {
    subscription.unsubscribe()
    if (actor.getSnapshot().context.decided !== slots) throw new Error('an actor missed a price')
    actor.stop()
  }
  return spent
}
