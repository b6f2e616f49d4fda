import { forkProof } from '@jazzgrid/ledger'
import { HOUR, MINUTE, perKwh } from '@jazzgrid/units'
import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { resultLeaves, resultRoot } from '../../src/execution/round-result.js'
import { networkOf } from '../../src/genesis/genesis.js'
import { validatorsOf } from '../../src/membership/validators-of.js'
import { isUnderRoot, merklePath } from '../../src/proof/merkle.js'
import { doubleSigning } from '../../src/seal/double-signing.js'
import { signVote, type Vote } from '../../src/seal/vote.js'
import { stateRoot } from '../../src/state/community-state.js'
import { keyOf } from '../community/keyring.js'
import {
  genesisOf,
  MIDNIGHT,
  ONE_O_CLOCK,
  orderBody,
  readingBody,
  SLOT_LENGTH,
  Village,
  Writer,
} from '../community/village.js'

const FIRST = MIDNIGHT / SLOT_LENGTH

describe('a round of a community', () => {
  it('matches bids and offers, and proves each result under one root', () => {
    const village = new Village(genesisOf(4))
    const { result } = village.round(MIDNIGHT + MINUTE, [
      village.write(0, orderBody('sell', 15, 500)),
      village.write(1, orderBody('buy', 20, 300)),
    ])
    expect(result.report.trades).toMatchObject([{ seller: 0, buyer: 1, quantity: 300 }])
    const leaves = resultLeaves(result)
    const trade = leaves.findIndex((leaf) => new TextDecoder().decode(leaf).startsWith('["trade"'))
    expect(isUnderRoot(leaves[trade], merklePath(leaves, trade), resultRoot(result))).toBe(true)
  })

  it('is the same for every order in which state and entries came about', () => {
    const roots = [false, true].map((again) => {
      const village = new Village(genesisOf(4))
      village.round(MIDNIGHT + MINUTE, [village.write(0, orderBody('sell', 15, 500))])
      // a state that was written down and read again is the same state
      if (again) village.state = JSON.parse(JSON.stringify(village.state))
      const entries = [village.write(2, orderBody('buy', 16, 200)), village.write(1, orderBody('buy', 20, 400))]
      const { result } = village.round(MIDNIGHT + 2 * MINUTE, again ? entries.reverse() : entries)
      return [bytesToHex(resultRoot(result)), bytesToHex(stateRoot(village.state))]
    })
    expect(roots[0]).toEqual(roots[1])
  })

  it('withdraws by the handle that the result gave', () => {
    const village = new Village(genesisOf(4))
    const { result } = village.round(MIDNIGHT + MINUTE, [village.write(0, orderBody('sell', 15, 500))])
    const { handle } = result.report.fates[0]
    const cancel = { kind: 'cancel', tag: 2, device: 11, handle } as const
    const { result: next } = village.round(MIDNIGHT + 2 * MINUTE, [
      village.write(1, orderBody('buy', 20, 500)),
      village.write(0, cancel),
      village.write(2, cancel),
    ])
    expect(next.report.trades).toEqual([])
    expect(next.report.fates.map(({ account, kind }) => `${account} ${kind}`)).toEqual([
      '0 canceled',
      '2 rejected',
      '1 accepted',
    ])
  })

  it('leaves a slot to the supplier when the certificate comes too late for it', () => {
    const village = new Village(genesisOf(4))
    village.round(MIDNIGHT + MINUTE, [village.write(0, orderBody('sell', 15, 500))])
    const late = village.round(MIDNIGHT + HOUR, [village.write(1, orderBody('buy', 20, 500))], ONE_O_CLOCK + 1)
    expect(late.result.report.trades).toEqual([])
    expect(late.result.report.fates.map(({ kind, ended, refusal }) => ended ?? refusal?.code ?? kind)).toEqual([
      'missed-round',
      'gate-closed',
    ])
  })
})

describe('readings', () => {
  /** Accounts 0 and 1 trade 300 Wh at 15 for the first slot; both begin at registers of 1,000 and 5,000 Wh. */
  function traded() {
    const village = new Village(genesisOf(2))
    const { result } = village.round(MIDNIGHT, [
      village.write(0, readingBody(FIRST - 1, 1000, 5000)),
      village.write(0, orderBody('sell', 15, 300, FIRST + 1)),
      village.write(1, readingBody(FIRST - 1, 1000, 5000)),
      village.write(1, orderBody('buy', 15, 300, FIRST + 1)),
    ])
    expect(result.report.trades).toHaveLength(1)
    village.round(MIDNIGHT + SLOT_LENGTH, [
      village.write(0, readingBody(FIRST, 1000, 5000)),
      village.write(1, readingBody(FIRST, 1000, 5000)),
    ])
    return village
  }

  it('settle a slot in the round that brings the last of them', () => {
    const village = traded()
    const end = MIDNIGHT + 2 * SLOT_LENGTH
    const one = village.round(end, [village.write(0, readingBody(FIRST + 1, 1000, 5300))])
    expect(one.result.settled).toEqual([])
    const both = village.round(end + MINUTE, [village.write(1, readingBody(FIRST + 1, 1400, 5000))])
    const [{ lines }] = both.result.settled
    expect(lines[0]).toMatchObject({ sold: 300, sales: 300 * perKwh(15), imbalance: 0, shortfall: 0 })
    expect(lines[1]).toMatchObject({
      bought: 300,
      purchases: 300 * perKwh(15),
      network: 300 * perKwh(2),
      imbalance: 100,
      supplier: 100 * perKwh(30),
    })
    expect(village.state.unsettled).toEqual([])
  })

  it('are waited for no longer than the grace, and then leave a gap', () => {
    const village = traded()
    const end = MIDNIGHT + 2 * SLOT_LENGTH
    village.round(end, [village.write(0, readingBody(FIRST + 1, 1000, 5300))])
    const { result } = village.round(end + 10 * MINUTE, [])
    expect(result.settled[0].lines[1]).toMatchObject({ gap: 'missing-reading' })
    const late = village.round(end + 11 * MINUTE, [village.write(1, readingBody(FIRST + 1, 1300, 5000))])
    expect(late.result.drops).toEqual([{ account: 1, incarnation: 0, seq: 4, reason: 'late-reading' }])
  })

  it('count once, and not before the slot is over', () => {
    const village = traded()
    const { result } = village.round(MIDNIGHT + 2 * SLOT_LENGTH, [
      village.write(0, readingBody(FIRST + 1, 1000, 5300)),
      village.write(0, readingBody(FIRST + 1, 1000, 9999)),
      village.write(0, readingBody(FIRST + 2, 1000, 9999)),
    ])
    expect(result.drops.map(({ reason }) => reason)).toEqual(['second-reading', 'early-reading'])
  })

  it('that show a seller did not deliver suspend its offers before it offers again', () => {
    const village = traded()
    const end = MIDNIGHT + 2 * SLOT_LENGTH
    const { result } = village.round(end, [
      village.write(0, readingBody(FIRST + 1, 1000, 5000)),
      village.write(0, orderBody('sell', 15, 300, FIRST + 4)),
      village.write(1, readingBody(FIRST + 1, 1300, 5000)),
    ])
    expect(result.settled[0].lines[0].shortfall).toBe(300)
    expect(result.report.fates).toMatchObject([{ account: 0, kind: 'rejected', refusal: { code: 'suspended' } }])
  })
})

describe('an entry that is in the cut and has no effect', () => {
  it('names a certificate of another history, or of the future', () => {
    const village = new Village(genesisOf(4))
    const elsewhere = { ...village.state, certificate: 'ff'.repeat(32) }
    const ahead = { ...village.state, height: 3 }
    const { result } = village.round(MIDNIGHT, [
      new Writer(village.genesis, 0).write(elsewhere, orderBody('buy', 20, 300)),
      new Writer(village.genesis, 1).write(ahead, orderBody('buy', 20, 300)),
    ])
    expect(result.drops.map(({ account, reason }) => [account, reason])).toEqual([
      [0, 'other-history'],
      [1, 'ahead-of-time'],
    ])
    expect(result.report.fates).toEqual([])
  })

  it('comes from an author who is convicted in this round: its open orders end, its contracts stand', () => {
    const village = new Village(genesisOf(4))
    const [one, other] = [10, 20].map((price) =>
      new Writer(village.genesis, 2).write(village.state, orderBody('sell', price, 100)),
    )
    village.round(MIDNIGHT, [one, village.write(1, orderBody('buy', 10, 40))])
    expect(village.state.unsettled[0].trades).toMatchObject([{ seller: 2, quantity: 40 }])
    village.writers[2].write(village.state, orderBody('sell', 10, 100))
    const { result } = village.round(MIDNIGHT + MINUTE, [
      village.write(0, forkProof(one, other)),
      village.write(1, forkProof(other, one)),
      village.write(1, orderBody('buy', 10, 40)),
      village.write(2, orderBody('sell', 10, 100)),
    ])
    expect(result.drops.map(({ account, reason }) => [account, reason])).toEqual([
      [1, 'convicts-nobody'],
      [2, 'equivocator'],
    ])
    expect(result.report.fates[0]).toMatchObject({ account: 2, kind: 'canceled', leaves: 60 })
    expect(result.report.trades).toEqual([])
    expect(village.state.members[2].standing).toBe('equivocator')
    expect(village.state.unsettled[0].trades).toHaveLength(1)
  })

  it('comes from a validator who is convicted of two votes in one place: it decides nothing any more', () => {
    const village = new Village(genesisOf(4))
    const vote = (account: number, value: number): Vote => {
      const network = networkOf(village.genesis)
      const valueId = new Uint8Array(32).fill(value)
      const ballot = { network, height: 1, round: 0, stage: 'prevote', valueId } as const
      return signVote(ballot, account, keyOf(`h${account}`))
    }
    const { result } = village.round(MIDNIGHT, [
      village.write(0, doubleSigning(vote(3, 1), vote(3, 2))),
      village.write(1, doubleSigning(vote(3, 2), vote(3, 1))),
      village.write(2, doubleSigning(vote(1, 1), { ...vote(1, 2), signature: vote(0, 2).signature })),
      village.write(3, orderBody('buy', 10, 40)),
    ])
    expect(result.drops.map(({ account, reason }) => [account, reason])).toEqual([
      [1, 'convicts-nobody'],
      [2, 'convicts-nobody'],
      [3, 'equivocator'],
    ])
    expect(village.state.members.map(({ standing }) => standing)).toEqual(['active', 'active', 'active', 'equivocator'])
    expect(validatorsOf(village.genesis, village.state.members).members.map(({ account }) => account)).toEqual([
      0, 1, 2,
    ])
  })
})
