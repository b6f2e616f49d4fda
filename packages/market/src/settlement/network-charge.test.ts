import { perKwh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { distance, networkCharge } from './network-charge.js'

const tariff = { feeders: [1, 1, 2], sameFeeder: perKwh(3.7), other: perKwh(7.45) }

describe('network charge', () => {
  it('grows with the distance between two sites, and is nothing within one', () => {
    const charges = [0, 1, 2].map((seller) => [distance(tariff.feeders, 0, seller), networkCharge(tariff, 0, seller)])
    expect(charges).toEqual([
      ['same-site', 0],
      ['same-feeder', 3_700],
      ['other', 7_450],
    ])
  })
})
