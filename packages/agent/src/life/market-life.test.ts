import { Exchange, type Fate, type MarketRules, type Request } from '@jazzgrid/market'
import { Chance, HOUR, MINUTE, perKwh, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { viewOf } from '../conformance/index.js'
import { SiteRoom } from '../site/site-room.js'
import type { Quote } from '../strategy/quote.js'
import type { View } from '../strategy/signal.js'
import type { Strategy } from '../strategy/strategy.js'
import type { AgentProfile } from './agent-profile.js'
import { type AgentState, newborn } from './agent-state.js'
import { decide } from './decide.js'
import { hearFates } from './hear-fates.js'
import { positionIn } from './slot-ledger.js'

const SLOTS = [4, 5, 6, 7]
const RULES: MarketRules = {
  mechanism: 'continuous',
  slotLength: 30 * MINUTE,
  tick: perKwh(0.1),
  lot: wh(100),
  band: { min: perKwh(0), max: perKwh(50) },
  openBefore: 4 * HOUR,
  gateClosure: 0,
}

/** Changes its mind every time: nothing, one side or both, new prices and amounts, or just what it said before. */
const fickle: Strategy = {
  name: 'fickle',
  initial: () => null,
  quote: (_own, _settings, { due }, book, chance) =>
    due.flatMap(({ slot }): Quote[] => {
      const draw = chance as Chance
      const grounds = {
        slot,
        reasons: ['own-strategy'],
        forecast: 0,
        alternative: 'none',
        alternativePrice: 0,
      } as const
      const lots = (most: number) => wh(100 * (1 + draw.integer(most)))
      const bid = { ...grounds, side: 'buy', price: perKwh(10 + draw.integer(4)), quantity: lots(9) } as const
      const offer = { ...grounds, side: 'sell', price: perKwh(12 + draw.integer(4)), quantity: lots(9) } as const
      const again = book.bidLeaves(slot) > 0 ? [{ ...bid, quantity: wh(book.bidLeaves(slot)) }] : [bid]
      return draw.pick<Quote[]>([[{ ...grounds, side: 'none' }], [bid], [offer], [bid, offer], again])
    }),
}

interface Member {
  readonly profile: AgentProfile
  readonly chance: Chance
  state: AgentState
}

/** Six devices of three sites trade four slots for twenty rounds. */
function community(seed: number) {
  const exchange = new Exchange(RULES)
  for (let account = 0; account < 3; account++) exchange.register(account, { feeder: 0 })
  const members = Array.from({ length: 6 }, (_, id): Member => {
    const profile = {
      id,
      account: id >> 1,
      name: `d${id}`,
      kind: 'battery',
      strategy: 'fickle',
      settings: null,
    } as const
    return { profile, chance: new Chance(seed, profile.name), state: newborn(null) }
  })
  return { exchange, members }
}

function viewAt(now: number, due: readonly number[]): View {
  const slots = due.map((slot) => ({ slot, urgency: 0.5, closesAt: slot * RULES.slotLength }))
  return { ...viewOf({ slots: 8 }), now, firstOpen: 0, due: slots }
}

describe('a trading life on a real market', () => {
  it.each([1, 2, 3, 4, 5])('keeps its books as the market does, in every round (seed %i)', (seed) => {
    const { exchange, members } = community(seed)
    const chance = new Chance(seed, 'gates')
    const contracted = members.map(() => new Map<number, number>())
    let seen = 0
    for (let round = 0; round < 20; round++) {
      const now = round * 6 * MINUTE
      const due = SLOTS.filter((slot) => slot * RULES.slotLength >= now && chance.uniform() < 0.6)
      const requests: Request[] = []
      for (const member of members) {
        const done = decide(member.profile, member.state, fickle, viewAt(now, due), member.chance)
        member.state = done.state
        requests.push(...done.requests)
      }
      const report = exchange.round(now, requests)
      const fates = members.map((): Fate[] => [])
      for (const fate of report.fates) fates[fate.device].push(fate)
      for (const member of members) member.state = hearFates(member.state, fates[member.profile.id])
      for (const trade of [...report.trades, ...report.selfSupply]) {
        seen++
        const add = (device: number, energy: number) =>
          contracted[device].set(trade.slot, (contracted[device].get(trade.slot) ?? 0) + energy)
        add(trade.buyerDevice, trade.quantity)
        add(trade.sellerDevice, -trade.quantity)
      }
      expect(report.fates.filter(({ kind }) => kind === 'rejected')).toEqual([])
      expect(booksOf(members)).toEqual(laddersOf(exchange))
      members.forEach(({ state }, id) => {
        expect(SLOTS.map((slot) => positionIn(state.positions, slot))).toEqual(
          SLOTS.map((slot) => contracted[id].get(slot) ?? 0),
        )
        const sides = state.resting.map(({ slot, side }) => `${slot}${side}`)
        expect(new Set(sides).size).toBe(sides.length)
      })
    }
    expect(seen).toBeGreaterThan(20)
  })

  it('knows the room of a router leg from what it asked for and what it heard', () => {
    const { exchange, members } = community(9)
    const rooms = [0, 1, 2].map(() => new SiteRoom(2_500))
    for (let round = 0; round < 20; round++) {
      const now = round * 6 * MINUTE
      const due = SLOTS.filter((slot) => slot * RULES.slotLength >= now)
      const requests = members.flatMap((member) => {
        const done = decide(member.profile, member.state, fickle, viewAt(now, due), member.chance)
        member.state = done.state
        return done.requests
      })
      for (const request of requests) rooms[request.account].placed(request)
      const report = exchange.round(now, requests)
      for (const fate of report.fates) {
        rooms[fate.account].heard(fate)
        members[fate.device].state = hearFates(members[fate.device].state, [fate])
      }
      rooms.forEach((room, account) => {
        const site = members.filter(({ profile }) => profile.account === account)
        const { out, in: into } = room.signal(SLOTS[0], SLOTS.length)
        SLOTS.forEach((slot, k) => {
          const position = sum(site.map(({ state }) => positionIn(state.positions, slot)))
          const resting = site.flatMap(({ state }) => state.resting).filter((order) => order.slot === slot)
          const leaves = (side: string) => sum(resting.filter((order) => order.side === side).map((o) => o.leaves))
          expect(out.values[k]).toBe(2_500 + position - leaves('sell'))
          expect(into.values[k]).toBe(2_500 - position - leaves('buy'))
        })
      })
    }
  })
})

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** What the agents think they have in the books: amount by slot, side and price. */
function booksOf(members: readonly Member[]): Record<string, number> {
  const book: Record<string, number> = {}
  for (const { state } of members) {
    for (const { slot, side, price, leaves } of state.resting) {
      const key = `${slot} ${side} ${price}`
      book[key] = (book[key] ?? 0) + leaves
    }
  }
  return book
}

/** The same as the market knows it. */
function laddersOf(exchange: Exchange): Record<string, number> {
  const book: Record<string, number> = {}
  for (const slot of SLOTS) {
    const { bids, offers } = exchange.ladder(slot)
    for (const { price, quantity } of bids) book[`${slot} buy ${price}`] = quantity
    for (const { price, quantity } of offers) book[`${slot} sell ${price}`] = quantity
  }
  return book
}
