import type { RunRecord, Scenario, ScenarioDevice, ScenarioEv } from '@jazzgrid/sim'
import { numbers, texts } from '../../scenario/record-columns.js'

/** Whether the car is on its way in the slot that begins then. */
const isAway = ({ trips }: ScenarioEv, at: number): boolean =>
  trips.some(({ departure, arrival }) => departure <= at && at < arrival)

/** Whether a car stands at home without its plug, which nobody knew before it came. */
export function isUnplugged(device: ScenarioDevice, at: number): boolean {
  if (device.kind !== 'ev' || isAway(device, at)) return false
  return device.trips.findLast(({ arrival }) => arrival <= at)?.plugged === false
}

/** Stores that do not say why they do what they do, or say that they are away or unplugged when they are not. */
export function* wrongReasons({ sites }: Scenario, record: RunRecord): Generator<string> {
  const devices = new Map(sites.flatMap((site) => site.devices.map((device) => [device.name, device])))
  const [agent, reasons] = [texts(record, 'agents', 'agent'), texts(record, 'agents', 'reasons')]
  const slot = numbers(record, 'agents', 'slot_ms')
  for (let row = 0; row < agent.length; row++) {
    const device = devices.get(agent[row])
    const say = () => `${agent[row]} in row ${row} says '${reasons[row]}'`
    if (device?.kind !== 'battery' && device?.kind !== 'ev') {
      if (reasons[row] !== '') yield say()
      continue
    }
    const away = device.kind === 'ev' && isAway(device, slot[row]) ? 'away' : undefined
    const absence = isUnplugged(device, slot[row]) ? 'unplugged' : away
    if (absence === undefined ? /^$|away|unplugged/.test(reasons[row]) : reasons[row] !== absence) yield say()
  }
}

/**
 * Orders of cars for slots in which they cannot be at their plug, as far as anybody knows then: trips are planned, and a
 * car that stands unplugged stays so until it has been away again. Only what was contracted may be taken back.
 */
export function* ordersWithoutTerminal({ sites, market }: Scenario, record: RunRecord): Generator<string> {
  const cars = new Map(
    sites.flatMap((site) => site.devices.flatMap((each) => (each.kind === 'ev' ? [[each.name, each] as const] : []))),
  )
  const [agent, side] = [texts(record, 'orders', 'agent'), texts(record, 'orders', 'side')]
  const [slot, placed, quantity, decision] = (['slot_ms', 'placed_ms', 'quantity_wh', 'decision'] as const).map(
    (name) => numbers(record, 'orders', name),
  )
  const position = numbers(record, 'decisions', 'position_wh')
  for (let row = 0; row < agent.length; row++) {
    const car = cars.get(agent[row])
    if (car === undefined) continue
    const now = Math.floor(placed[row] / market.slotLength) * market.slotLength
    const leaves = car.trips.find(({ departure }) => departure >= now)?.departure ?? Number.POSITIVE_INFINITY
    if (!isAway(car, slot[row]) && !(isUnplugged(car, now) && slot[row] < leaves)) continue
    const back = side[row] === 'buy' ? -position[decision[row]] : position[decision[row]]
    if (!(quantity[row] <= back)) yield `${agent[row]}, order row ${row}: ${side[row]} ${quantity[row]} Wh of ${back}`
  }
}
