import { networkOf } from '@jazzgrid/consensus'
import { type Body, type MemberChange, possessionMessage, type Signer } from '@jazzgrid/ledger'
import type { PeerName } from '@jazzgrid/network'
import { type Chance, perKwh } from '@jazzgrid/units'
import type { Community } from '../community/community.js'
import { nameOf } from '../community/small-genesis.js'
import type { Misfortune } from '../fault/misfortune.js'
import { insist, motion } from './motion.js'

/** What members may vote for while the storm lasts, or change of themselves. */
export const MOTIONS = ['admit', 'admit client', 'evict liar', 'evict', 'unseat', 'set', 'rotate'] as const

export type MotionKind = (typeof MOTIONS)[number]

/** Between a change and the vote that builds on it [ms]: a quorum has voted, and two more rounds are decided. */
const LATER = 30_000

export interface Assembly {
  readonly community: Community
  /** Those who vote as they should, by name. */
  readonly voters: readonly PeerName[]
  readonly liars: ReadonlySet<number>
  readonly signerOf: (name: string) => Signer
  /** Of the bad times [ms]. */
  readonly end: number
}

export interface Motions {
  readonly script: readonly Misfortune[]
  /** Houses that are built for those who are voted in; they start when the script says so. */
  readonly newcomers: readonly PeerName[]
}

/** Who votes for what, and when newcomers begin: before they are members, or long after. */
export function drawMotions(kinds: readonly MotionKind[], assembly: Assembly, chance: Chance): Motions {
  const { community, voters, liars, signerOf, end } = assembly
  const { genesis } = community
  const script: Misfortune[] = []
  const newcomers: PeerName[] = []
  const put = (at: number, what: string, body: Body) => script.push(motion(at, voters, what, body, chance))
  const member = (at: number, to: 'evict' | 'seat' | 'unseat', account: number) =>
    put(at, `to ${to} ${nameOf(account)}`, { kind: 'member', change: { to, account } })
  const admit = (at: number, validator: boolean) => {
    const account = genesis.members.length + newcomers.length
    const name = nameOf(account)
    const signer = signerOf(name)
    const proof = signer.sign(possessionMessage(networkOf(genesis), account, signer.key))
    const change: MemberChange = { to: 'admit', account, key: signer.key, proof, validator, feeder: 0 }
    put(at, `to admit ${name}${validator ? '' : ', who has no vote'}`, { kind: 'member', change })
    newcomers.push(name)
    community.add(name, { account, signer })
    script.push(firstStart(chance.integer(end), name))
    if (!validator) member(at + LATER, 'seat', account)
  }
  const soon = () => chance.integer(Math.max(1, Math.min(end, 6_000)))
  const target = chance.pick(voters)
  for (const kind of kinds) {
    const at = soon()
    if (kind === 'admit' || kind === 'admit client') admit(at, kind === 'admit')
    else if (kind === 'evict liar') {
      if (liars.size > 0) member(at, 'evict', chance.pick([...liars]))
    } else if (kind === 'set') {
      put(at, 'for other charges', { kind: 'param', name: 'same-feeder', value: perKwh(chance.integer(3)) })
    } else if (kind === 'rotate') script.push(rotation(at, chance.pick(voters), signerOf))
    else
      member(
        at,
        kind,
        genesis.members.findIndex(({ account }) => nameOf(account) === target),
      )
  }
  return { script, newcomers }
}

function firstStart(at: number, name: PeerName): Misfortune {
  return { at, says: `${name} starts for the first time`, befall: (community) => community.start(name) }
}

/** A member changes its key: its program goes on with the new one from the moment at which it is certified. */
function rotation(at: number, name: PeerName, signerOf: (name: string) => Signer): Misfortune {
  return {
    at,
    says: `${name} changes its key`,
    befall(community) {
      const home = community.home(name)
      const signer = signerOf(`${name}, later`)
      const message = possessionMessage(networkOf(community.genesis), home.account!, signer.key)
      const body = { kind: 'rotate-key', key: signer.key, proof: signer.sign(message) } as const
      insist(community, at, () => home.rotate(body, signer))
    },
  }
}
