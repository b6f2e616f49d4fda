import { HOUR, perKwh, watt, wh } from '@jazzgrid/units'
import { expect, it } from 'vitest'
import { storageHorizon } from '../value/storage-horizon.js'
import { driveAhead } from './driving-ahead.js'
import type { Absence, StoreSettings } from './store-settings.js'

const CAR: StoreSettings = {
  capacity: wh(10_000),
  charge: watt(3_000),
  discharge: watt(3_000),
  chargeEfficiency: 1,
  dischargeEfficiency: 1,
  minimumSoc: 0.1,
  maximumSoc: 0.9,
  wear: perKwh(0),
  ownUse: false,
  ambition: 0.5,
  turn: 0.7,
  slotLength: HOUR,
}

const TO_WORK: Absence = { departure: 3 * HOUR, arrival: 5 * HOUR, energy: wh(2_000), departureSoc: 0.8 }
const TO_TOWN: Absence = { departure: 7 * HOUR, arrival: 7.5 * HOUR, energy: wh(500), departureSoc: 0.3 }

/** Eight hours from `first` on, one character an hour: `.` at the terminal, `x` without one; then driving and floors. */
function hours(trips: readonly Absence[], plugged: boolean, first = 0) {
  const h = storageHorizon(8, { ceiling: 9_000 })
  h.charge.fill(3_000)
  h.discharge.fill(3_000)
  driveAhead(h, CAR, { trips, v2g: true }, first, plugged)
  return {
    terminal: [...h.charge].map((each) => (each > 0 ? '.' : 'x')).join(''),
    driven: [...h.trip],
    floor: [...h.floor],
  }
}

it('takes the terminal away for the way, spreads the driving over it, and asks for the departure charge before it', () => {
  expect(hours([TO_WORK, TO_TOWN], true)).toEqual({
    terminal: '...xx..x',
    driven: [0, 0, 0, 1_000, 1_000, 0, 0, 500],
    floor: [0, 0, 8_000, 0, 0, 0, 3_000, 0],
  })
})

it('takes a car that stands without a plug for absent until it has been away and come back', () => {
  expect(hours([TO_WORK, TO_TOWN], false).terminal).toBe('xxxxx..x')
  expect(hours([], false).terminal).toBe('xxxxxxxx')
})

it('does not mind that a car on its way is not plugged in', () => {
  expect(hours([TO_WORK, TO_TOWN], false, 4)).toEqual({
    terminal: 'x..x....',
    driven: [1_000, 0, 0, 500, 0, 0, 0, 0],
    floor: [0, 0, 3_000, 0, 0, 0, 0, 0],
  })
})
