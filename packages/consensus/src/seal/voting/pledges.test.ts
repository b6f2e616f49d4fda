import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Others } from '../../../test/seal/one-validator.js'
import { endorse } from '../../certificate/endorsement.js'
import { decodePledges, encodePledges, type Pledges } from './pledges.js'

const four = new Others(4)
const proof = endorse(four.votes('prevote', 2, 'A'), four.validators, 3)

const ALL: Pledges = {
  close: four.close(0),
  proposal: four.proposal(0, 3, 'A', 2),
  prevote: four.vote(0, 'prevote', 3, 'A'),
  precommit: four.vote(0, 'precommit', 2, 'A'),
  lock: { ...four.candidate('A'), round: 2, proof },
}

describe('pledges', () => {
  it('are read back as they were written, whatever is there already', () => {
    const names = Object.keys(ALL) as (keyof Pledges)[]
    fc.assert(
      fc.property(fc.subarray(names), (kept) => {
        const pledges = Object.fromEntries(kept.map((name) => [name, ALL[name]])) as Pledges
        expect(decodePledges(encodePledges(pledges))).toEqual(pledges)
      }),
      { seed: 4 },
    )
  })

  it('are not read from bytes of which some are damaged in form', () => {
    const bytes = encodePledges(ALL)
    expect(decodePledges(bytes.slice(0, -1))).toBeUndefined()
    expect(decodePledges(new Uint8Array())).toBeUndefined()
    expect(
      decodePledges(encodePledges({ ...ALL, prevote: { ...four.vote(0, 'prevote', 3, 'A'), round: -1 } })),
    ).toBeUndefined()
  })

  it('stay small: of four validators some 3 kB with a proposal and a lock', () => {
    expect(encodePledges(ALL).length).toBeLessThan(3_000)
  })
})
