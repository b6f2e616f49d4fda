import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { ED25519, keyOf } from '../../test/community/keyring.js'
import { genesisOf } from '../../test/community/village.js'
import { type Genesis, genesisFaults, genesisId, networkOf, signGenesis } from './genesis.js'

const signed = (genesis: Genesis) =>
  signGenesis(
    genesis,
    genesis.members.map(({ account }) => keyOf(`h${account}`)),
  )
const faults = (genesis: Genesis) => genesisFaults(signed(genesis), ED25519)

describe('a genesis', () => {
  it('is good when its founders signed it', () => {
    expect(faults(genesisOf(4))).toEqual([])
  })

  it('has an id that does not depend on the order of its names, and changes with everything in it', () => {
    const genesis = genesisOf(2)
    const reordered = Object.fromEntries(Object.entries(genesis).reverse()) as unknown as Genesis
    expect(genesisId(reordered)).toEqual(genesisId(genesis))
    expect(networkOf({ ...genesis, name: 'another' })).not.toEqual(networkOf(genesis))
    expect(genesisId(JSON.parse(JSON.stringify(genesis)))).toEqual(genesisId(genesis))
  })

  it('says everything that is wrong with it', () => {
    const [first, second] = genesisOf(2).members
    const genesis = genesisOf(2, {
      roundLength: 7,
      collectTime: 8,
      decisionTime: 0,
      startsAt: 1,
      members: [
        { ...first, validator: false },
        { ...second, account: 5, validator: false, key: first.key },
      ],
    })
    expect(faults(genesis)).toEqual([
      'the round length must divide the slot length',
      'the community must start at the start of a slot',
      'the collect time must lie within a round',
      'the decision time must be longer than the collect time',
      'at least one member must validate',
      'member 1 has account 5; accounts count from 0 without a gap',
      'the key of account 5 is used twice',
    ])
  })

  it('refuses a key of small order, with which anybody could sign', () => {
    const [first] = genesisOf(1).members
    const genesis = genesisOf(1, { members: [{ ...first, key: bytesToHex(Uint8Array.of(1, ...new Uint8Array(31))) }] })
    expect(faults(genesis)).toEqual(['the key of account 0 is no sound Ed25519 key'])
  })

  it('is not good without the signature of every founder', () => {
    const { genesis, signatures } = signed(genesisOf(3))
    expect(genesisFaults({ genesis, signatures: [signatures[0], signatures[0], 'x'] }, ED25519)).toEqual([
      'the signature of account 1 does not fit the genesis',
      'the signature of account 2 does not fit the genesis',
    ])
    expect(genesisFaults({ genesis, signatures: signatures.slice(1) }, ED25519)).toContain(
      '2 signatures for 3 founders',
    )
  })
})
