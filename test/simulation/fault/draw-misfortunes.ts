import type { PeerName } from '@jazzgrid/network'
import type { Chance } from '@jazzgrid/units'
import {
  badDisk,
  crash,
  crashBetween,
  driftingClock,
  flap,
  lyingDisk,
  type Misfortune,
  oneWay,
  partition,
  restoredBackup,
  wrongClock,
} from './misfortune.js'
import { badWeather } from './weather.js'

type Draw = (at: number, end: number, names: readonly PeerName[], chance: Chance) => Misfortune

const until = (at: number, end: number, chance: Chance) => Math.min(end, at + 200 + chance.integer(15_000))

const halves = (names: readonly PeerName[], chance: Chance) => {
  const shuffled = chance.shuffled(names)
  const first = 1 + chance.integer(Math.max(1, names.length - 1))
  return [shuffled.slice(0, first), shuffled.slice(first)]
}

/** Every kind as often as it stands here. */
const DRAWS: readonly Draw[] = [
  (at, end, names, chance) => crash(at, chance.pick(names), 'program', until(at, end, chance)),
  (at, end, names, chance) => crash(at, chance.pick(names), 'machine', until(at, end, chance)),
  (at, _, names, chance) => crashBetween(at, chance.pick(names), 1 + chance.integer(40), 100 + chance.integer(3_000)),
  (at, _, names, chance) => crashBetween(at, chance.pick(names), 1 + chance.integer(40), 100 + chance.integer(300)),
  (at, end, names, chance) => badDisk(at, chance.pick(names), 'full', until(at, end, chance)),
  (at, end, names, chance) => badDisk(at, chance.pick(names), 'unsure', until(at, end, chance)),
  (at, end, names, chance) => partition(at, halves(names, chance), until(at, end, chance)),
  (at, end, names, chance) => flap(at, halves(names, chance), until(at, end, chance)),
  (at, end, names, chance) => {
    const [from, to] = chance.shuffled([...names, ...names.slice(0, 2)])
    return from === to ? badWeather(at, chance) : oneWay(at, from, to, until(at, end, chance))
  },
  (at, _, __, chance) => badWeather(at, chance),
  (at, _, names, chance) => wrongClock(at, chance.pick(names), chance.integer(8_000) - 4_000),
  // up to a twentieth, as where a time server pulls a clock: within a storm less would not show
  (at, _, names, chance) => driftingClock(at, chance.pick(names), chance.integer(100_000) - 50_000),
  (at, end, names, chance) => crash(at, chance.pick(names), 'machine', end),
]

/** A disk that forgets what it had taken: its owner may say things twice and counts among the liars. */
export function drawForgetting(name: PeerName, end: number, chance: Chance): Misfortune {
  const at = chance.integer(end - 2_000)
  const until = Math.min(end - 1_000, at + 100 + chance.integer(15_000))
  return chance.integer(2) === 0 ? lyingDisk(at, name, until) : restoredBackup(until, name, at)
}

/** What befalls the houses before the calm, by time. Whole rounds may go by without anybody, or without a quorum. */
export function drawMisfortunes(names: readonly PeerName[], end: number, most: number, chance: Chance): Misfortune[] {
  const drawn: Misfortune[] = []
  for (let left = chance.integer(most + 1); left > 0; left--) {
    drawn.push(chance.pick(DRAWS)(chance.integer(end), end, names, chance))
  }
  return drawn.sort((a, b) => a.at - b.at)
}
