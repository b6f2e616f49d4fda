import { type EvidenceBody, forkProof, framesOf, readEntry, readSync, SYNC_VERSION } from '@jazzgrid/ledger'
import { describe, expect, it } from 'vitest'
import { genesisOf, MIDNIGHT, orderBody, Writer } from '../community/village.js'
import { Hamlet } from './hamlet.js'

const ORDER = orderBody('sell', 12, 500)

/** What a house has published about others. */
const filed = ({ houses }: Hamlet, account: number): EvidenceBody[] =>
  houses[account].published.flatMap(({ topic, data }) => {
    const message = topic === 'entry' ? readSync(data) : undefined
    if (typeof message !== 'object' || message.kind !== 'entries') return []
    return message.wires
      .map(readEntry)
      .flatMap((entry) => ('reason' in entry ? [] : [entry.body]))
      .flatMap((body) => (body.kind === 'evidence' ? [body] : []))
  })

/** Account 3 signs two orders for one place. */
function lie(hamlet: Hamlet): EvidenceBody {
  const { state } = hamlet.houses[0].peer
  const [one, other] = [12, 13].map((price) =>
    new Writer(hamlet.genesis, 3).write(state, orderBody('sell', price, 100)),
  )
  return forkProof(one, other)
}

const tips = ({ houses }: Hamlet, account: number) => houses[account].peer.replica.frontier().map(({ seq }) => seq)

describe('a neighbour', () => {
  it('that answers what it was not asked is blamed, and nothing is taken in', async () => {
    const hamlet = new Hamlet(genesisOf(4))
    await hamlet.start(0)
    await hamlet.meet(0, 'h3')
    const { wire } = new Writer(hamlet.genesis, 3).write(hamlet.houses[0].peer.state, ORDER)
    await hamlet.say(0, 'h3', framesOf({ kind: 'entries', request: 77, more: false, wires: [wire] }))
    await hamlet.say(0, 'h3', framesOf({ kind: 'decisions', request: 77, more: false, decisions: [] }))
    await hamlet.say(0, 'h3', framesOf({ kind: 'messages', request: 77, height: 1, messages: [] }))
    expect(hamlet.houses[0].penalties).toEqual(['h3: unasked', 'h3: unasked', 'h3: unasked'])
    expect(tips(hamlet, 0)).toEqual([])
  })

  it('of another community is blamed and told nothing', async () => {
    const hamlet = new Hamlet(genesisOf(4))
    await hamlet.start(0)
    await hamlet.meet(0, 'h3')
    const told = hamlet.houses[0].frames.length
    const hello = { version: SYNC_VERSION, height: 0, certificate: new Uint8Array(8), root: new Uint8Array(32) }
    await hamlet.say(0, 'h3', framesOf({ kind: 'hello', ...hello, network: new Uint8Array(8) }))
    await hamlet.say(0, 'h3', framesOf({ kind: 'want-decisions', request: 1, from: 1, to: 9 }))
    expect(hamlet.houses[0].penalties).toEqual(['h3: other-network'])
    expect(hamlet.houses[0].frames.length).toBe(told)
  })

  it('is asked again a second after it connected, for what was published in between and reached nobody', async () => {
    const hamlet = new Hamlet(genesisOf(2))
    hamlet.gossips = false
    await hamlet.start(0, 1)
    await hamlet.connect(0, 1)
    await hamlet.write(1, [ORDER])
    expect(tips(hamlet, 0)).toEqual([])
    await hamlet.pass(hamlet.now + 1_100)
    expect(tips(hamlet, 0)).toEqual([1])
  })

  it('is asked before the cut, so that what gossip lost is in it', async () => {
    const hamlet = new Hamlet(genesisOf(2))
    await hamlet.start(0, 1)
    await hamlet.connect(0, 1)
    await hamlet.pass(MIDNIGHT + 500)
    hamlet.gossips = false
    await hamlet.write(1, [ORDER])
    await hamlet.pass(MIDNIGHT + 2_400)
    expect(tips(hamlet, 0)).toEqual([])
    await hamlet.pass(MIDNIGHT + 2_600)
    expect(tips(hamlet, 0)).toEqual([1])
  })

  it('that shows what convicts somebody is believed, and the proof is filed', async () => {
    const hamlet = new Hamlet(genesisOf(4))
    await hamlet.start(0, 1, 2)
    await hamlet.connect(0, 1, 2)
    await hamlet.meet(0, 'h3')
    const proof = lie(hamlet)
    await hamlet.say(0, 'h3', framesOf({ kind: 'evidence', proofs: [proof] }))
    expect(hamlet.houses[0].alarms).toEqual([{ what: 'forked-account', account: 3 }])
    expect(filed(hamlet, 0)).toEqual([proof])
    await hamlet.pass(MIDNIGHT + 10_000)
    expect(hamlet.houses[1].peer.state.members[3].standing).toBe('equivocator')
  })

  it('that shows what proves nothing is not', async () => {
    const hamlet = new Hamlet(genesisOf(4))
    await hamlet.start(0, 1, 2)
    await hamlet.connect(0, 1, 2)
    await hamlet.meet(0, 'h3')
    const { heads } = lie(hamlet)
    const [one, other] = heads
    const bent = { ...other, signature: new Uint8Array(64) }
    await hamlet.say(0, 'h3', framesOf({ kind: 'evidence', proofs: [{ kind: 'evidence', heads: [one, bent] }] }))
    expect(hamlet.houses[0].alarms).toEqual([])
    expect(filed(hamlet, 0)).toEqual([])
  })
})

describe('a proof', () => {
  it('that comes while the peer may not write is kept through a restart, and filed when it may', async () => {
    const hamlet = new Hamlet(genesisOf(4))
    await hamlet.start(0, 1, 2)
    await hamlet.meet(0, 'h3')
    const proof = lie(hamlet)
    await hamlet.say(0, 'h3', framesOf({ kind: 'evidence', proofs: [proof] }))
    expect(filed(hamlet, 0)).toEqual([])
    hamlet.crash(0)
    await hamlet.start(0)
    await hamlet.connect(0, 1, 2)
    expect(filed(hamlet, 0)).toEqual([proof])
  })

  it('is shown to neighbours by a peer that may not write', async () => {
    const hamlet = new Hamlet(genesisOf(4))
    hamlet.gossips = false
    await hamlet.start(0, 1)
    await hamlet.meet(0, 'h3')
    const proof = lie(hamlet)
    await hamlet.say(0, 'h3', framesOf({ kind: 'evidence', proofs: [proof] }))
    await hamlet.connect(0, 1)
    expect(hamlet.houses[1].alarms).toEqual([{ what: 'forked-account', account: 3 }])
  })
})
