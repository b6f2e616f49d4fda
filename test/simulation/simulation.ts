import type { PeerName } from '@jazzgrid/network'
import { Chance } from '@jazzgrid/units'
import { Community } from './community/community.js'
import { HashSignatures } from './community/hash-signature.js'
import type { Home } from './community/home.js'
import { HouseholdLife } from './community/household-life.js'
import { MIDNIGHT, nameOf, ROUND, smallGenesis } from './community/small-genesis.js'
import { drawForgetting, drawMisfortunes } from './fault/draw-misfortunes.js'
import { lockTrap } from './fault/lock-trap.js'
import { type Misfortune, partition } from './fault/misfortune.js'
import { slyNetwork } from './fault/sly-network.js'
import { CALM } from './fault/weather.js'
import { Conspiracy } from './liar/conspiracy.js'
import type { LieKind } from './liar/lie.js'
import { edited } from './liar/speech.js'
import { Audit } from './watch/audit.js'

export interface Scenario {
  readonly seed: number
  readonly members: number
  /** Rounds in bad times, then rounds in calm. */
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
  } = scenario
  const chance = new Chance(seed, `simulation of ${members}`)
  const scheme = new HashSignatures()
  const genesis = smallGenesis(members, scheme)
  const liars = new Conspiracy(lies, members, parted, scheme, chance.stream('liars'))
  const honest = genesis.members.map(({ account }) => account).filter((account) => !liars.accounts.has(account))
  const forgetting = forgetful ? chance.stream('who forgets').pick(honest) : Number.NaN
  const reliable = new Set(honest.filter((account) => account !== forgetting))
  const audit = new Audit(genesis, reliable, liars.houses)
  let isCalm = false
  const slyEdit = trapped ? lockTrap(genesis) : slyNetwork(members, chance.stream('sly'))
  const isSly = sly || trapped
  const hear = (to: PeerName, from: PeerName, channel: string, data: Uint8Array) => {
    const said = liars.hear(to, from, channel, data)
    return isSly && !isCalm ? said.flatMap((each) => edited(channel, each, slyEdit(to))) : said
  }
  const community = new Community({
    seed,
    genesis,
    scheme,
    signerOf: (name) => scheme.signer(name),
    witness: audit,
    ...((lies.length > 0 || isSly) && { gossip: hear }),
  })
  audit.readTimeFrom(() => community.time)
  const names = honest.map(nameOf)
  const honestHomes = names.map((name) => community.home(name))
  const tricky = liars.moveIn(community)
  const end = stormy * ROUND
  const script = drawMisfortunes(names, end, misfortunes, chance.stream('misfortunes'))
  if (forgetful) script.push(drawForgetting(nameOf(forgetting), end, chance.stream('forgetting')))
  if (parted) script.push(partition(0, liars.parties([...community.homes.keys()]), end))
  for (const { at, befall } of script) community.at(at, () => befall(community))
  live(
    [...names, ...tricky].map((name) => community.home(name)),
    community,
    end + calm * ROUND - 15_000,
    chance.stream('lives'),
  )
  community.start(...names, ...tricky)
  await community.run(end)
  isCalm = true
  bringCalm(community, honestHomes)
  const before = audit.record.last
  const heeded = [...honestHomes, ...liars.wordy.map((name) => community.home(name))]
  const refused = everybodyOrders(community, heeded, end + 12_000, chance.stream('last orders'))
  await community.run(end + calm * ROUND)
  await audit.close(honestHomes)
  const faults = [
    ...audit.faults,
    ...refused,
    ...unsettled(honestHomes, audit, before),
    ...unheard(heeded, audit, before),
  ]
  community.stop()
  return {
    scenario,
    script: [...liars.says, ...script.map(told)],
    faults,
    heights: audit.record.last,
    audit,
    liarHouses: [...liars.houses],
  }
}

const told = ({ at, says }: Misfortune): string => `${(at / 1000).toFixed(2)} s: ${says}`

/** Everybody writes an order about every round, and the reading of every slot. */
function live(homes: readonly Home[], community: Community, until: number, chance: Chance): void {
  for (const home of homes) {
    const life = new HouseholdLife(home, chance.stream(home.name))
    const own = chance.stream(`times of ${home.name}`)
    for (let at = own.integer(ROUND); at < until; at += 1 + own.integer(2 * ROUND)) {
      // every third just before or after a cut
      const cut = Math.floor(at / ROUND) * ROUND + community.genesis.collectTime
      const when = own.integer(3) === 0 ? cut - 100 + own.integer(250) : at
      community.at(when, () => life.order(MIDNIGHT + community.time))
    }
    for (let at = 0; at < until; at += 60_000) community.at(at + own.integer(1_500), () => life.read(MIDNIGHT + at))
  }
}

/** All lines, disks and clocks are mended, and whoever is down starts. */
function bringCalm(community: Community, homes: readonly Home[]): void {
  const { network } = community
  network.heal()
  network.shape(CALM)
  for (const home of homes) {
    home.clock.mend()
    home.disk.state = 'sound'
    home.crashAfter(Number.POSITIVE_INFINITY, () => {})
    if (!home.isUp) community.start(home.name)
  }
}

/** Once the calm has lasted a while everybody writes. @returns who could not, as soon as it is known. */
function everybodyOrders(community: Community, homes: readonly Home[], at: number, chance: Chance): string[] {
  const refused: string[] = []
  community.at(at, () => {
    for (const home of homes) {
      const isTaken = new HouseholdLife(home, chance.stream(home.name)).order(MIDNIGHT + community.time)
      if (!isTaken) refused.push(`${home.name} may not write in the calm`)
    }
  })
  return refused
}

/** What the calm did not bring about. */
function unsettled(homes: readonly Home[], audit: Audit, before: number): string[] {
  const faults: string[] = []
  const { last } = audit.record
  if (last === before) faults.push('no round was decided in the calm')
  for (const home of homes) {
    const height = home.peer?.state.height
    if (height !== last) faults.push(`${home.name} stands at ${height ?? 'nothing, it is down'}, others at ${last}`)
    // evidence may be found after the last cut, the orders were written well before it
    const open = (home.peer?.replica.vector() ?? [])
      .filter((run) => audit.honest.has(run.account))
      .flatMap((run) => home.peer!.replica.open(run.account, run.incarnation, run.from, run.from + run.ids.length))
      .filter(({ body }) => body.kind !== 'evidence' && body.kind !== 'double-signing')
    if (open.length > 0) faults.push(`${home.name} holds entries that nobody certified`)
  }
  return faults
}

/** Whose orders of the calm came to nothing. */
function unheard(homes: readonly Home[], audit: Audit, before: number): string[] {
  const heard = new Set<number | undefined>()
  for (const [height, { outcome }] of audit.record.heights) {
    if (height > before) for (const { account } of outcome.runs) heard.add(account)
  }
  return homes
    .filter(({ account }) => !heard.has(account))
    .map(({ name }) => `nothing that ${name} wrote in the calm was certified`)
}
