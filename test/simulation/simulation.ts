import type { PeerName } from '@jazzgrid/network'
import { Chance } from '@jazzgrid/units'
import { Community } from './community/community.js'
import { HashSignatures } from './community/hash-signature.js'
import { nameOf, ROUND, smallGenesis } from './community/small-genesis.js'
import { Calm } from './course/calm.js'
import { live } from './course/lives.js'
import { drawForgetting, drawMisfortunes } from './fault/draw-misfortunes.js'
import { lockTrap } from './fault/lock-trap.js'
import { type Misfortune, partition } from './fault/misfortune.js'
import { slyNetwork } from './fault/sly-network.js'
import { Conspiracy } from './liar/conspiracy.js'
import type { LieKind } from './liar/lie.js'
import { edited } from './liar/speech.js'
import { drawMotions, type MotionKind } from './vote/draw-motions.js'
import { Audit } from './watch/audit.js'

export interface Scenario {
  readonly seed: number
  readonly members: number
  /** Rounds in bad times, then at most so many in calm: 0 where only safety is judged, and the storm goes on. */
  readonly stormy?: number
  readonly calm?: number
  /** Most misfortunes of a run. */
  readonly misfortunes?: number
  /** How some of the members lie; who they are is drawn. */
  readonly lies?: readonly LieKind[]
  /** Until the calm the network picks who hears which vote: see `slyNetwork`. */
  readonly sly?: boolean
  /** Until the calm, the friends of the first liar and the others are parted: twins stand on either side. */
  readonly parted?: boolean
  /** At the first height the network does what a lock is there for: see `lockTrap`. */
  readonly trapped?: boolean
  /** One disk forgets what it had synced; its owner's word is then not held against it. */
  readonly forgetful?: boolean
  /** So many members, drawn, are away from the first moment to the last. */
  readonly away?: number
  /** What is voted for in the bad times. */
  readonly motions?: readonly MotionKind[]
}

export interface Verdict {
  readonly scenario: Scenario
  readonly script: readonly string[]
  /** Empty where everything was as it must be. */
  readonly faults: readonly string[]
  readonly heights: number
  readonly audit: Audit
  readonly liarHouses: readonly PeerName[]
}

/** Run one community from a seed: bad times first, then calm, in which everybody must come together again. */
export async function simulate(scenario: Scenario): Promise<Verdict> {
  const {
    seed,
    members,
    stormy = 3,
    calm = 4,
    misfortunes = 6,
    lies = [],
    sly = false,
    forgetful = false,
    parted = false,
    trapped = false,
    away = 0,
    motions = [],
  } = scenario
  const chance = new Chance(seed, `simulation of ${members}`)
  const scheme = new HashSignatures()
  const genesis = smallGenesis(members, scheme)
  const liars = new Conspiracy(lies, members, parted, scheme, chance.stream('liars'))
  const honest = genesis.members.map(({ account }) => account).filter((account) => !liars.accounts.has(account))
  const [forgetting, ...others] = chance.stream('who forgets').shuffled(honest)
  const sound = forgetful ? others : honest
  const gone = new Set(sound.slice(0, away).map(nameOf))
  const newcomers = motions.filter((kind) => kind.startsWith('admit')).map((_, i) => members + i)
  const audit = new Audit(genesis, new Set([...sound, ...newcomers]), liars.houses)
  let isCalm = false
  const slyEdit = trapped ? lockTrap(genesis) : slyNetwork(members, chance.stream('sly'))
  const isSly = sly || trapped
  const hear = (to: PeerName, from: PeerName, channel: string, data: Uint8Array) => {
    const said = liars.hear(to, from, channel, data)
    return isSly && !isCalm ? said.flatMap((each) => edited(channel, each, slyEdit(to))) : said
  }
  const signerOf = (name: string) => scheme.signer(name)
  const community = new Community({
    seed,
    genesis,
    scheme,
    signerOf,
    witness: audit,
    ...((lies.length > 0 || isSly) && { gossip: hear }),
  })
  audit.readTimeFrom(() => community.time)
  const here = honest.map(nameOf).filter((name) => !gone.has(name))
  const tricky = liars.moveIn(community)
  const end = stormy * ROUND
  const assembly = { community, voters: here, liars: liars.accounts, signerOf, end }
  const assembled = drawMotions(motions, assembly, chance.stream('motions'))
  const names = [...here, ...assembled.newcomers]
  const script = drawMisfortunes(here, end, misfortunes, chance.stream('misfortunes'))
  script.push(...assembled.script)
  if (forgetful) script.push(drawForgetting(nameOf(forgetting), end, chance.stream('forgetting')))
  if (parted) script.push(partition(0, liars.parties([...here, ...tricky]), end))
  for (const { at, befall } of script) community.at(at, () => befall(community))
  const homesOf = (of: readonly PeerName[]) => of.map((name) => community.home(name))
  live(homesOf([...names, ...tricky]), community, end, chance.stream('lives'))
  community.start(...here, ...tricky)
  await community.run(end)
  isCalm = true
  const unrest: string[] = []
  if (calm > 0) {
    const course = new Calm(community, homesOf(names), homesOf(liars.wordy), audit)
    unrest.push(...(await course.run(calm * ROUND, chance.stream('last orders'))))
  }
  await audit.close(homesOf(names))
  community.stop()
  return {
    scenario,
    script: [...[...gone].map((name) => `${name} is away`), ...liars.says, ...script.map(told)],
    faults: [...audit.faults, ...unrest],
    heights: audit.record.last,
    audit,
    liarHouses: [...liars.houses],
  }
}

const told = ({ at, says }: Misfortune): string => `${(at / 1000).toFixed(2)} s: ${says}`
