import type { SeriesSpec } from '../scenario/schema/series-schema.js'
import { SeriesFault } from './series-fault.js'

/** What a unit measures, and how many W, Wh or currency per MWh one of it is, as an integer. */
export interface SeriesUnit {
  readonly kind: 'power' | 'energy' | 'price'
  readonly factor: bigint
  readonly currency?: string
}

const UNITS: Readonly<Record<string, SeriesUnit>> = {
  W: { kind: 'power', factor: 1n },
  kW: { kind: 'power', factor: 1000n },
  MW: { kind: 'power', factor: 1_000_000n },
  Wh: { kind: 'energy', factor: 1n },
  kWh: { kind: 'energy', factor: 1000n },
  MWh: { kind: 'energy', factor: 1_000_000n },
}

/** The unit of a series, checked against its kind and against what it is for. */
export function unitOf(spec: SeriesSpec, use: 'price' | 'energy', currency: string): SeriesUnit {
  const [name, per] = spec.unit.split('/')
  const unit: SeriesUnit = per ? { kind: 'price', factor: per === 'kWh' ? 1000n : 1n, currency: name } : UNITS[name]
  if (spec.kind !== undefined && spec.kind !== unit.kind) {
    throw new SeriesFault(
      { key: 'unit' },
      `${spec.unit} is a unit of ${unit.kind}, and kind says ${spec.kind}`,
      remedies[spec.kind],
    )
  }
  if ((use === 'price') !== (unit.kind === 'price')) {
    const wanted =
      use === 'price'
        ? `a price, and ${spec.unit} measures ${unit.kind}`
        : `energy or power, and ${spec.unit} is a price`
    throw new SeriesFault({ key: 'unit' }, `here goes ${wanted}`, remedies[use])
  }
  if (unit.kind === 'price' && unit.currency !== currency) {
    const problem = `the series is in ${unit.currency} and the market in ${currency}`
    throw new SeriesFault({ key: 'unit' }, problem, 'Convert with scale and name the currency of the market')
  }
  return unit
}

const remedies = {
  power: 'Use W, kW or MW',
  energy: 'Use Wh, kWh or MWh, or W, kW or MW for mean power',
  price: 'Use a unit such as JPY/kWh',
}
