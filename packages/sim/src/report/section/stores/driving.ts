import { HOUR } from '@jazzgrid/units'
import { label, type Markup } from '../../page/markup.js'
import { lackOf, type StoreSeries } from '../../reading/stores.js'
import { decimal, energy, fineEnergy } from '../../text/amounts.js'
import { type Words, words } from '../../text/words.js'

/** More vehicles than this are summed up. */
const NAMED = 4

/** What driving took, what trips lacked and who was not plugged in, in words; empty where nothing drove or lacked. */
export function drivingInWords(cars: readonly StoreSeries[], slotLength: number): Markup {
  const driven = cars.reduce((sum, car) => sum + car.driven, 0)
  const lacking = cars.filter((car) => lackOf(car).trips > 0)
  if (driven === 0 && lacking.length === 0) return ''
  const sentences = [
    words(`Driving took ${energy(driven)} from the batteries.`, `走行で使った電力は ${energy(driven)}。`),
    lacking.length === 0
      ? words('Every trip had the energy it needed.', '電力が不足した走行はない。')
      : lackInWords(lacking),
    ...unpluggedInWords(cars, slotLength),
  ]
  return `<p>${label(words(sentences.map(({ en }) => en).join(' '), sentences.map(({ ja }) => ja).join('')))}</p>`
}

function lackInWords(lacking: readonly StoreSeries[]): Words {
  const all = lacking.map(lackOf)
  const trips = all.reduce((sum, lack) => sum + lack.trips, 0)
  const energy = fineEnergy(all.reduce((sum, lack) => sum + lack.energy, 0))
  const who = listed(
    lacking,
    (car) => lackOf(car).energy,
    (car) => words(`${car.name} ${fineEnergy(lackOf(car).energy)}`, `${car.name} ${fineEnergy(lackOf(car).energy)}`),
  )
  return words(
    `${trips === 1 ? '1 trip lacked' : `${trips} trips lacked`} ${energy}${trips === 1 ? '' : ' in all'}: ${who.en}.`,
    `電力が不足した走行は ${trips} 回、合計 ${energy}(${who.ja})。`,
  )
}

function unpluggedInWords(cars: readonly StoreSeries[], slotLength: number): Words[] {
  const hours = (car: StoreSeries) => (car.unplugged.filter(Boolean).length * slotLength) / HOUR
  const unplugged = cars.filter((car) => hours(car) > 0)
  if (unplugged.length === 0) return []
  const who = listed(unplugged, hours, (car) => {
    const spent = decimal(hours(car), 0, Number.isInteger(hours(car)) ? 0 : 1)
    return words(`${car.name} for ${spent} h`, `${car.name} ${spent} 時間`)
  })
  return [words(`At home but not plugged in: ${who.en}.`, `在宅でも充電器につながれていなかった時間は ${who.ja}。`)]
}

/** Those with most of it by name, and how many others there are. */
function listed(
  cars: readonly StoreSeries[],
  size: (car: StoreSeries) => number,
  named: (car: StoreSeries) => Words,
): Words {
  const first = cars.toSorted((a, b) => size(b) - size(a)).slice(0, NAMED)
  const rest = cars.length - first.length
  const texts = first.map(named)
  return words(
    [...texts.map(({ en }) => en), ...(rest > 0 ? [`${rest} more`] : [])].join(', '),
    [...texts.map(({ ja }) => ja), ...(rest > 0 ? [`ほか ${rest} 台`] : [])].join('、'),
  )
}
