import { networkOf } from '@jazzgrid/consensus'
import { MemoryStore, possessionMessage } from '@jazzgrid/ledger'
import { describe, expect, it } from 'vitest'
import { signerOf, VotingVillage } from '../../test/voting-village.js'
import { AdmissionDesk, type Offer } from './admission-desk.js'
import { recallProposals } from './recall-proposals.js'

const OFFER: Offer = { role: 'validator', feeder: 0 }

function deskOf(village: VotingVillage, account = 0): AdmissionDesk {
  return new AdmissionDesk({
    genesis: village.signed,
    scheme: village.scheme,
    ballots: village.desks[account],
    state: () => village.state,
    welcome: () => ({ members: [{ account: 0, addresses: ['/ip4/192.0.2.1/tcp/1'] }] }),
  })
}

function askFor(village: VotingVillage, account: number, signer = signerOf(90), signed = account) {
  const proof = signer.sign(possessionMessage(networkOf(village.signed.genesis), signed, signer.key))
  return { kind: 'admit', account, key: signer.key, proof } as const
}

describe('admission', () => {
  it('takes the votes of a quorum and two rounds', () => {
    const village = new VotingVillage(4)
    const desk = deskOf(village)
    const ask = askFor(village, 4)
    expect(desk.answer(OFFER, ask)).toEqual({ kind: 'waiting', account: 4, votes: 0, needed: 3 })
    village.round()
    expect(desk.answer(OFFER, ask)).toEqual({ kind: 'waiting', account: 4, votes: 1, needed: 3 })
    expect(village.desks[1].open()).toMatchObject([{ voters: [0], needed: 3, isMine: false }])
    expect(village.desks[1].approve(4)).toBe('cast')
    expect(village.desks[2].approve(4)).toBe('cast')
    village.round()
    expect(desk.answer(OFFER, ask)).toEqual({ kind: 'scheduled', account: 4, height: 4, now: 2 })
    village.round()
    village.round()
    expect(desk.answer(OFFER, ask)).toEqual({ kind: 'admitted', account: 4, height: 4 })
    expect(village.state.members[4]).toMatchObject({ validator: true, standing: 'active', feeder: 0 })
  })

  it('gives as much as was offered and no more', () => {
    for (const role of ['member', 'light'] as const) {
      const village = new VotingVillage(1)
      deskOf(village).answer({ role, feeder: 3 }, askFor(village, 1))
      for (let i = 0; i < 3; i++) village.round()
      expect(village.state.members[1]).toMatchObject({ validator: false, feeder: 3 })
    }
  })

  it('does not vote twice, however often it is asked', () => {
    const village = new VotingVillage(4)
    const desk = deskOf(village)
    for (let i = 0; i < 5; i++) desk.answer(OFFER, askFor(village, 4))
    village.round()
    expect(village.state.tips).toMatchObject([{ account: 0, seq: 1 }])
    for (let i = 0; i < 5; i++) desk.answer(OFFER, askFor(village, 4))
    village.round()
    expect(village.state.tips).toMatchObject([{ account: 0, seq: 1 }])
  })

  it('names the next number to whoever signed for another', () => {
    const village = new VotingVillage(4)
    expect(deskOf(village).answer(OFFER, askFor(village, 9))).toEqual({ kind: 'sign', account: 4 })
  })

  it('has the second of two newcomers wait until the first has its number', () => {
    const village = new VotingVillage(1)
    const desk = deskOf(village)
    const second = signerOf(91)
    desk.answer(OFFER, askFor(village, 1))
    village.round()
    expect(desk.answer(OFFER, askFor(village, 1, second))).toMatchObject({ kind: 'waiting', account: 2, votes: 0 })
    village.round()
    village.round()
    expect(desk.answer(OFFER, askFor(village, 1, second))).toEqual({ kind: 'sign', account: 2 })
    expect(desk.answer(OFFER, askFor(village, 2, second))).toMatchObject({ kind: 'waiting', account: 2 })
  })

  it('refuses, and says why', () => {
    const village = new VotingVillage(4)
    const desk = deskOf(village)
    const ask = askFor(village, 4)
    expect(desk.answer({ ...OFFER, takenBy: 'another' }, ask)).toEqual({ kind: 'refused', reason: 'used' })
    expect(desk.answer(OFFER, askFor(village, 4, signerOf(90), 5))).toEqual({ kind: 'refused', reason: 'bad-proof' })
    const zero = { ...ask, key: new Uint8Array(32) }
    expect(desk.answer(OFFER, zero)).toEqual({ kind: 'refused', reason: 'unsound-key' })
    village.state = {
      ...village.state,
      members: village.state.members.map((member) => (member.account === 0 ? { ...member, validator: false } : member)),
    }
    expect(desk.answer(OFFER, ask)).toEqual({ kind: 'refused', reason: 'no-vote' })
    const taken = askFor(village, 4, signerOf(1))
    village.state = {
      ...village.state,
      members: village.state.members.map((member) => ({ ...member, standing: 'evicted' as const })),
    }
    expect(desk.answer(OFFER, taken)).toEqual({ kind: 'refused', reason: 'left' })
  })
})

describe('votes', () => {
  it('follow others only where they are told to, and only after one of them', () => {
    const village = new VotingVillage(4)
    for (const desk of village.desks) desk.follow()
    village.round()
    expect(village.state.ballots).toEqual([])
    deskOf(village).answer(OFFER, askFor(village, 4))
    village.round()
    village.desks[1].follow()
    village.desks[1].follow()
    village.desks[2].follow()
    village.round()
    expect(village.state.scheduled).toMatchObject([{ height: 5 }])
    expect(village.state.tips.map(({ seq }) => seq)).toEqual([1, 1, 1])
  })

  it('cannot second what was never heard, until it is recalled from the disk', async () => {
    const village = new VotingVillage(4)
    deskOf(village).answer(OFFER, askFor(village, 4))
    village.round()
    const fresh = village.desk(2)
    expect(fresh.unheard).toHaveLength(1)
    expect(fresh.approve(4)).toBe('no-proof')
    const store = new MemoryStore()
    await store.write(
      village.ledger.map((entry) => ({ put: 'entry', entry })),
      'synced',
    )
    fresh.hear(await recallProposals(store, fresh.unheard))
    expect(fresh.unheard).toEqual([])
    expect(fresh.approve(4)).toBe('cast')
  })

  it('ask which of several keys is meant', () => {
    const village = new VotingVillage(4)
    const [one, other] = [signerOf(90), signerOf(91)]
    deskOf(village).answer(OFFER, askFor(village, 4, one))
    deskOf(village, 1).answer(OFFER, askFor(village, 4, other))
    village.round()
    expect(village.desks[2].approve(4)).toBe('several')
    expect(village.desks[2].approve(7)).toBe('no-ballot')
    expect(village.desks[2].approve(4, Buffer.from(other.key).toString('hex').slice(0, 8))).toBe('cast')
    expect(village.desks[2].approve(4, Buffer.from(other.key).toString('hex'))).toBe('cast-before')
    village.round()
    expect(village.state.ballots.map(({ voters }) => voters)).toEqual([[0], [1, 2]])
  })
})
