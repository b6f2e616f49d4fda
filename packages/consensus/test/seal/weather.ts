import type { Chance } from '@jazzgrid/units'
import { type Message, readMessage } from '../../src/seal/message.js'
import type { Stage } from '../../src/seal/vote.js'
import type { Parcel, Weather } from './gossip.js'

/** How a faulty validator behaves. `twins`: two hosts with one key, each honest for itself; `deserting`: honest at first. */
export type Fault = 'silent' | 'twins' | 'selective' | 'sluggish' | 'scribbling' | 'deserting'
export const FAULTS: readonly Fault[] = ['silent', 'twins', 'selective', 'sluggish', 'scribbling', 'deserting']

/**
 * What the network is like before the calm. `rough`: delays up to a second, a third lost, and for a while two halves that
 * do not hear each other. `sly`: the network picks who hears what, as an adversary would who wants one validator
 * to be locked, or to decide, and the others not to know. `divided`: calm, but for two halves that do not hear each other.
 */
export type Storm = 'rough' | 'sly' | 'divided'

/**
 * Calm is 20 to 60 ms a hop and one message in twenty lost. Selective validators are heard by half of the others only,
 * sluggish ones late, and twins stand on either side.
 */
export function weather(
  chance: Chance,
  nodes: readonly number[],
  kinds: ReadonlyMap<number, Fault>,
  calmAt: number,
  storm: Storm,
): Weather {
  const side = sides(nodes, kinds)
  const isFavoured = nodes.map(() => chance.integer(2) === 0)
  const moments = [chance.integer(Math.max(1, calmAt)), chance.integer(Math.max(1, calmAt))].sort((a, b) => a - b)
  const [from, until] = storm === 'divided' ? [-1, calmAt] : moments
  const isHeard = slyness(chance.stream('sly'), nodes)
  return (parcel, sender, receiver, now) => {
    const kind = kinds.get(nodes[sender])
    const isStormy = now < calmAt
    if (kind === 'selective' && !isFavoured[receiver]) return undefined
    if (isStormy && storm === 'sly' && !isHeard(parcel, receiver)) return undefined
    const isRough = isStormy && storm === 'rough'
    const isApart = storm !== 'sly' && now > from && now < until
    if (isApart && side[sender] !== side[receiver]) return undefined
    if (chance.uniform() < (isRough ? 0.33 : 0.05)) return undefined
    const delay = isRough ? Math.round(chance.uniform() ** 3 * 1_000) : 20 + chance.integer(40)
    return kind === 'sluggish' ? delay + chance.integer(2_500) : delay
  }
}

/** Honest nodes come first, neighbours in a ring: the first half of them is one side. Twins stand on either. */
function sides(nodes: readonly number[], kinds: ReadonlyMap<number, Fault>): readonly number[] {
  const honest = nodes.filter((account) => !kinds.has(account)).length
  return nodes.map((account, node) => {
    if (kinds.has(account)) return kinds.get(account) === 'twins' && nodes.indexOf(account) !== node ? 1 : 0
    return node < honest / 2 ? 0 : 1
  })
}

/** What the sly network makes of an attempt: all hear all, only one validator learns enough to lock, or only one decides. */
interface Plot {
  readonly aim: 'fair' | 'one-locks' | 'one-decides'
  readonly lucky: number
  /** As many as may be faulty: they hear of no proposal, and so vote for none. */
  readonly ignorant: readonly number[]
  /** Whom each of the others does not hear: then it hears of a quorum of votes, and of none for the value. */
  readonly unheard: ReadonlyMap<number, number>
}

/** A plot holds until the calm, on every way; nobody hears of a decision before. */
function slyness(chance: Chance, nodes: readonly number[]): (parcel: Parcel, to: number) => boolean {
  const places = new WeakMap<Uint8Array, Place>()
  const plots = new Map<string, Plot>()
  return (parcel, to) => {
    if (parcel.kind !== 'message' && parcel.kind !== 'answer') return true
    const place = places.get(parcel.wire) ?? placeOf(parcel.wire)
    places.set(parcel.wire, place)
    if (place.stage === 'close') return true
    if (place.stage === 'certificate') return false
    const plot = plots.get(place.round) ?? drawPlot(chance, [...new Set(nodes)])
    plots.set(place.round, plot)
    return isHeard(place, nodes[to], plot)
  }
}

function drawPlot(chance: Chance, members: readonly number[]): Plot {
  // of three or fewer nobody can be spared
  const aim = members.length < 4 ? 'fair' : chance.pick(['fair', 'one-locks', 'one-decides'] as const)
  const ignorants = Math.max(1, Math.floor((members.length - 1) / 3))
  const drawn = chance.shuffled(members)
  const ignorant = drawn.slice(0, ignorants)
  const informed = drawn.slice(ignorants)
  const unheard = new Map(members.map((to) => [to, informed.filter((author) => author !== to).at(-1) ?? to]))
  return { aim, lucky: informed[0], ignorant, unheard }
}

function isHeard({ stage, author }: Place, to: number, { aim, lucky, ignorant, unheard }: Plot): boolean {
  if (aim === 'fair') return true
  if (stage === 'proposal') return !ignorant.includes(to)
  const stageAimedAt = aim === 'one-locks' ? 'prevote' : 'precommit'
  if (stage === stageAimedAt) return to === lucky || author !== unheard.get(to)
  return stage === 'precommit' || !ignorant.includes(to) || author !== unheard.get(to)
}

interface Place {
  readonly stage: Stage | 'close' | 'proposal' | 'certificate'
  readonly round: string
  readonly author: number
}

function placeOf(wire: Uint8Array): Place {
  const message = readMessage(wire) as Message
  if (message.kind === 'certificate' || message.kind === 'close') return { stage: message.kind, round: '', author: -1 }
  const stage = message.kind === 'vote' ? message.stage : 'proposal'
  return { stage, round: `${message.height}/${message.round}`, author: message.account }
}
