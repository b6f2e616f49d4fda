import { describe, expect, it } from 'vitest'
import { plainScheme, plainSigner } from '../../test/replica/plain-signature.js'
import { NETWORK, Scribe, tipOf } from '../../test/replica/scribe.js'
import { convicted } from '../replica/fork-proof.js'
import { auditChain, type ChainTerms } from './chain-audit.js'

const terms: ChainTerms = {
  network: NETWORK,
  scheme: plainScheme,
  keyAt: ({ account, height }) => (account === 1 ? plainSigner(height < 5 ? 1 : 50).key : undefined),
}

async function* each(wires: readonly Uint8Array[]) {
  yield* wires
}

const audit = (entries: readonly { readonly wire: Uint8Array }[], also: Partial<ChainTerms> = {}) =>
  auditChain(each(entries.map(({ wire }) => wire)), { ...terms, ...also })

describe('the audit of a stored chain', () => {
  const scribe = new Scribe(1)
  const twin = scribe.copy()
  const entries = scribe.writeMany(6)
  twin.seq = 2
  twin.prev = entries[1].id
  const rival = twin.write(9)

  it('finds a sound one sound and says where it ends', async () => {
    expect(await audit(entries)).toEqual({ kind: 'sound', entries: 6, tip: scribe.tip })
    expect(await audit([])).toEqual({ kind: 'sound', entries: 0, tip: undefined })
  })

  it('goes on from what is left where earlier entries were forgotten', async () => {
    const base = tipOf(entries[2])
    expect(await audit(entries.slice(3), { base })).toEqual({ kind: 'sound', entries: 3, tip: scribe.tip })
    expect(await audit([], { base })).toEqual({ kind: 'sound', entries: 0, tip: base })
    expect(await audit(entries.slice(4), { base })).toMatchObject({ fault: 'gap', index: 0 })
  })

  it('follows a change of keys', async () => {
    const author = new Scribe(1)
    const before = author.writeMany(2)
    author.signer = plainSigner(50)
    const after = author.write(0, { height: 5 })
    expect(await audit([...before, after])).toMatchObject({ kind: 'sound', entries: 3 })
    expect(await audit([...before, author.write(0, { height: 4 })].slice(0, 2))).toMatchObject({ kind: 'sound' })
    const late = author.copy()
    expect(await audit([...before, after, late.write(0, { height: 4 })])).toMatchObject({ kind: 'faulty' })
  })

  it.each([
    ['an entry is missing', [0, 1, 3], 'gap', 2, 4],
    ['the first one is missing', [1, 2], 'gap', 0, 2],
    ['one stands twice', [0, 1, 1], 'repeated', 2, 2],
    ['they are out of order', [0, 1, 2, 0], 'disorder', 3, 1],
  ])('says where %s', async (_, order, fault, index, seq) => {
    const position = { account: 1, incarnation: 0, seq }
    expect(await audit(order.map((at) => entries[at]))).toEqual({ kind: 'faulty', fault, index, position })
  })

  it('proves a fork', async () => {
    const found = await audit([...entries.slice(0, 3), rival])
    expect(found).toMatchObject({ fault: 'fork', index: 3, position: { seq: 3 } })
    if (found.kind === 'sound' || found.proof === undefined) throw new Error('no proof')
    expect(convicted(found.proof, NETWORK, () => plainSigner(1).key, plainScheme)).toBe(1)
  })

  it('sees that an entry stands on another one than is there', async () => {
    const next = twin.write()
    expect(await audit([...entries.slice(0, 3), next])).toMatchObject({ fault: 'broken-link', index: 3 })
  })

  it('sees what is forged, foreign, of a stranger or of another chain', async () => {
    const start = entries.slice(0, 2)
    const at = (made: Scribe) => {
      made.seq = 2
      made.prev = entries[1].id
      return made
    }
    const forged = at(new Scribe(1, plainSigner(2))).write()
    expect(await audit([...start, forged])).toMatchObject({ fault: 'bad-signature', index: 2 })
    const foreign = at(new Scribe(1)).write(0, { network: new Uint8Array(8) })
    expect(await audit([...start, foreign])).toMatchObject({ fault: 'other-network', index: 2 })
    expect(await audit([...start, new Scribe(1).reincarnate()])).toMatchObject({ fault: 'other-chain', index: 2 })
    expect(await audit([...start, at(new Scribe(2)).write()])).toMatchObject({ fault: 'other-chain', index: 2 })
    expect(await audit([new Scribe(2).write()])).toMatchObject({ fault: 'unknown-key', index: 0 })
  })

  it('finds every flipped bit', async () => {
    const { wire } = entries[1]
    for (let bit = 0; bit < wire.length * 8; bit++) {
      const bent = wire.slice()
      bent[bit >> 3] ^= 1 << (bit & 7)
      const found = await audit([entries[0], { wire: bent }, entries[2]])
      expect(found.kind).toBe('faulty')
    }
  })

  it('names the place of what is no entry', async () => {
    const bent = entries[0].wire.slice()
    bent[1] = 2
    expect(await audit([{ wire: bent }])).toEqual({ kind: 'faulty', fault: 'misfit', index: 0, place: 'version' })
    expect(await audit([entries[0], { wire: new Uint8Array(5) }])).toEqual({
      kind: 'faulty',
      fault: 'too-short',
      index: 1,
    })
  })
})
