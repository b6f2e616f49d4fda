import { MINUTE } from '@jazzgrid/units'
import { beforeAll, describe, expect, it } from 'vitest'
import { genesisOf, MIDNIGHT, orderBody, Village } from '../../test/community/village.js'
import { CertifiedChain, chainGenesis } from '../../test/trust/certified-chain.js'
import type { Certificate } from '../certificate/certificate.js'
import { resultLeaves } from '../execution/round-result.js'
import { merkleRoot } from './merkle.js'
import { concerns } from './result-leaf.js'
import { decodeResultProof, encodeResultProof, provenResults, proveResults, type ResultProof } from './result-proof.js'

let leaves: Uint8Array[]
let certificate: Certificate
beforeAll(() => {
  const village = new Village(genesisOf(6))
  const { result } = village.round(MIDNIGHT + MINUTE, [
    village.write(0, orderBody('sell', 15, 500)),
    village.write(1, orderBody('buy', 20, 300)),
    village.write(2, orderBody('buy', 20, 100)),
    village.write(3, orderBody('buy', 10, 100)),
  ])
  leaves = resultLeaves(result)
  certificate = new CertifiedChain(chainGenesis(4)).add({ resultRoot: merkleRoot(leaves) }).certificate
})

const prove = (account: number | null): ResultProof => {
  const proof = proveResults(certificate, leaves, account)
  const read = decodeResultProof(encodeResultProof(proof))
  if (read === undefined) throw new Error('nothing proven')
  return read
}

describe('a proof of results', () => {
  it('shows an account what concerns it, and nothing else', () => {
    const proven = provenResults(prove(1))
    expect(proven?.map(({ kind }) => kind)).toEqual(['trade', 'fate', 'fate'])
    expect(proven?.[0]).toMatchObject({ kind: 'trade', content: { seller: 0, buyer: 1, quantity: 300 } })
    for (const leaf of proven ?? []) expect(concerns(leaf, 1)).toBe(true)
    expect(provenResults(prove(3))?.map(({ kind }) => kind)).toEqual(['fate'])
    expect(provenResults(prove(5))).toEqual([])
  })

  it('of everything is the leaves themselves', () => {
    expect(provenResults(prove(null))).toHaveLength(leaves.length)
    const missing = { ...prove(null), leaves: leaves.slice(1) }
    expect(provenResults(missing)).toBeUndefined()
  })

  it('is none with a changed leaf, a leaf twice, another place or another count', () => {
    const proof = prove(1)
    const places = proof.places!
    const swapped = new TextEncoder().encode(new TextDecoder().decode(proof.leaves[0]).replace('300', '301'))
    const [first, second] = places.of
    for (const bent of [
      { ...proof, leaves: [swapped, ...proof.leaves.slice(1)] },
      { ...proof, leaves: [proof.leaves[0], ...proof.leaves], places: { ...places, of: [first, ...places.of] } },
      { ...proof, places: { ...places, of: [{ ...first, index: first.index + 1 }, second, places.of[2]] } },
      { ...proof, places: { ...places, count: places.count + 64 } },
      { ...proof, places: { ...places, count: 0 } },
      { ...proof, leaves: proof.leaves.slice(1) },
      { ...proof, certificate: { ...certificate, value: { ...certificate.value, resultRoot: new Uint8Array(32) } } },
    ]) {
      expect(provenResults(bent)).toBeUndefined()
    }
  })

  it('is never an exception, however its bytes are bent, and never proves anything else', () => {
    const encoded = encodeResultProof(prove(1))
    const honest = JSON.stringify(provenResults(prove(1)))
    for (let at = 0; at < encoded.length; at++) {
      const bent = encoded.map((byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte))
      const read = decodeResultProof(bent)
      const proven = read && provenResults(read)
      // what was bent may be the certificate, whose signatures are checked elsewhere
      if (proven !== undefined) expect(JSON.stringify(proven)).toBe(honest)
    }
  })
})
