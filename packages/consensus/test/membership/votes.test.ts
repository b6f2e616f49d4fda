import { type Body, type MemberChange, possessionMessage } from '@jazzgrid/ledger'
import { MINUTE, perKwh } from '@jazzgrid/units'
import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { networkOf } from '../../src/genesis/genesis.js'
import { validatorsOf } from '../../src/membership/validators-of.js'
import { keyOf } from '../community/keyring.js'
import { genesisOf, MIDNIGHT, orderBody, Village, Writer } from '../community/village.js'

class VotingVillage extends Village {
  #minutes = 0

  /** Everybody named casts this vote in one round. */
  vote(voters: readonly number[], body: Body) {
    return this.minute(voters.map((voter) => this.write(voter, body))).result.drops.map(({ reason }) => reason)
  }

  minute(entries: Parameters<Village['round']>[1] = []) {
    return this.round(MIDNIGHT + MINUTE * this.#minutes++, entries)
  }

  get validators() {
    return validatorsOf(this.genesis, this.state.members).members.map(({ account }) => account)
  }
}

const member = (change: MemberChange): Body => ({ kind: 'member', change })

function admission(village: Village, name: string, account: number, validator = true): Body {
  const signer = keyOf(name)
  const proof = signer.sign(possessionMessage(networkOf(village.genesis), account, signer.key))
  return member({ to: 'admit', account, key: signer.key, proof, validator, feeder: 1 })
}

describe('a vote of three out of four validators', () => {
  it('admits a member two rounds later, who then trades and validates', () => {
    const village = new VotingVillage(genesisOf(4))
    const newcomer = admission(village, 'newcomer', 4)
    expect(village.vote([0, 1], newcomer)).toEqual([])
    expect(village.vote([2], newcomer)).toEqual([])
    village.minute()
    expect(village.validators).toEqual([0, 1, 2, 3])
    village.minute()
    expect(village.validators).toEqual([0, 1, 2, 3, 4])
    village.writers[4] = new Writer(village.genesis, 4, keyOf('newcomer'))
    const { result } = village.minute([
      village.write(4, orderBody('sell', 10, 100)),
      village.write(0, orderBody('buy', 20, 100)),
    ])
    expect(result.report.trades).toMatchObject([{ seller: 4, buyer: 0 }])
    expect(village.state.settlement.spans).toHaveLength(5)
  })

  it('evicts a member, who then may not write', () => {
    const village = new VotingVillage(genesisOf(4))
    village.vote([0, 1, 2], member({ to: 'evict', account: 3 }))
    village.minute()
    village.minute()
    expect(village.state.members[3]).toMatchObject({ standing: 'evicted', validator: false })
    expect(village.vote([3], member({ to: 'evict', account: 0 }))).toEqual(['not-a-member'])
  })

  it('sets a parameter', () => {
    const village = new VotingVillage(genesisOf(4))
    expect(village.vote([0, 1, 3], { kind: 'param', name: 'same-feeder', value: perKwh(3) })).toEqual([])
    village.minute()
    expect(village.state.terms.sameFeeder).toBe(perKwh(1))
    village.minute()
    expect(village.state.terms.sameFeeder).toBe(perKwh(3))
  })

  it('counts each validator once, and nobody else', () => {
    const village = new VotingVillage(
      genesisOf(5, {
        members: genesisOf(5).members.map((founder) => ({ ...founder, validator: founder.account < 4 })),
      }),
    )
    const seat = member({ to: 'seat', account: 4 })
    expect(village.vote([0, 4], seat)).toEqual(['not-a-validator'])
    expect(village.vote([0, 1], seat)).toEqual(['already-voted'])
    expect(village.state.scheduled).toEqual([])
    village.vote([2], seat)
    village.minute()
    village.minute()
    expect(village.validators).toEqual([0, 1, 2, 3, 4])
  })

  it('cannot do what is impossible', () => {
    const village = new VotingVillage(genesisOf(1))
    const stolen = member({
      ...(admission(village, 'x', 1) as Extract<Body, { kind: 'member' }>).change,
      to: 'admit',
      account: 1,
      key: keyOf('y').key,
    } as MemberChange)
    for (const body of [
      admission(village, 'x', 7),
      admission(village, 'h0', 1),
      stolen,
      member({ to: 'evict', account: 0 }),
      member({ to: 'unseat', account: 0 }),
      member({ to: 'seat', account: 0 }),
      member({ to: 'evict', account: 9 }),
      { kind: 'param', name: 'retail', value: 1 },
      { kind: 'param', name: 'same-feeder', value: -1 },
    ] satisfies Body[]) {
      expect(village.vote([0], body)).toEqual(['no-such-change'])
    }
  })
})

describe('a key', () => {
  it('is changed by its owner, who shows that it holds the new one', () => {
    const village = new VotingVillage(genesisOf(4))
    const { key, sign } = keyOf('new key of h1')
    const proof = sign(possessionMessage(networkOf(village.genesis), 1, key))
    const { result } = village.minute([village.write(1, { kind: 'rotate-key', key, proof })])
    expect(result.drops).toEqual([])
    expect(village.state.members[1].key).toBe(bytesToHex(key))
    const other = village.minute([village.write(0, { kind: 'rotate-key', key, proof })])
    expect(other.result.drops.map(({ reason }) => reason)).toEqual(['no-such-change'])
  })
})
