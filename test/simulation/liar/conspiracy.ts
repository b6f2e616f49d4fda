import type { PeerName } from '@jazzgrid/network'
import type { Chance } from '@jazzgrid/units'
import type { Community } from '../community/community.js'
import type { HashSignatures } from '../community/hash-signature.js'
import { nameOf } from '../community/small-genesis.js'
import { ears, type Liar, type LieKind, tongue } from './lie.js'
import { Scribbler } from './scribbler.js'
import { edited, UNCHANGED } from './speech.js'

/** How far a late member's clock is behind [ms]: its close still comes while the others wait for each other. */
const LATENESS = 100

/** The liars of a community, by the names of their houses. */
export class Conspiracy {
  readonly #liars = new Map<PeerName, Liar>()
  readonly #chance: Chance

  /**
   * @param kinds how each of them lies; who they are is drawn among the members. All of them treat the same half of the
   * honest as friends, and their second programs, where they have one, talk to the other half.
   * @param parted else the second programs talk to one of the first half too.
   */
  constructor(kinds: readonly LieKind[], members: number, parted: boolean, keys: HashSignatures, chance: Chance) {
    this.#chance = chance
    const accounts = chance.shuffled(Array.from({ length: members }, (_, account) => account))
    const liars = accounts.slice(0, kinds.length)
    const honest = accounts.slice(kinds.length).map(nameOf)
    const half = Math.floor(honest.length / 2)
    const names = liars.map(nameOf)
    const friends = new Set([...honest.slice(0, half), ...names])
    const rest = new Set([...honest.slice(parted ? half : Math.max(0, half - 1)), ...names.map(twinOf)])
    liars.forEach((account, i) => {
      const name = nameOf(account)
      const liar = { kind: kinds[i], account, signer: keys.signer(name), victim: chance.integer(members), chance }
      this.#liars.set(name, { ...liar, friends })
      if (kinds[i] === 'twins') this.#liars.set(twinOf(name), { ...liar, friends: rest })
    })
  }

  get accounts(): ReadonlySet<number> {
    return new Set([...this.#liars.values()].map(({ account }) => account))
  }

  get houses(): ReadonlySet<PeerName> {
    return new Set(this.#liars.keys())
  }

  /** Houses that say one thing in many ways, which is no lie: what they write must count like everybody's. */
  get wordy(): readonly PeerName[] {
    return [...this.#liars].flatMap(([name, { kind }]) => (kind === 're-signing' ? [name] : []))
  }

  get says(): readonly string[] {
    return [...this.#liars].map(([name, { kind, friends }]) => `${name} is ${kind}, to ${[...friends].join(' ')}`)
  }

  /** The liars with their friends, and everybody else. */
  parties(houses: readonly PeerName[]): [PeerName[], PeerName[]] {
    const [[, { friends }]] = this.#liars
    return [houses.filter((house) => friends.has(house)), houses.filter((house) => !friends.has(house))]
  }

  /** What one house hears of another. */
  hear(to: PeerName, from: PeerName, channel: string, data: Uint8Array): readonly Uint8Array[] {
    const speaker = this.#liars.get(from)
    const listener = this.#liars.get(to)
    const edit = speaker === undefined ? UNCHANGED : tongue(speaker, to)
    if (edit === undefined) return []
    const said = edited(channel, data, edit)
    return listener === undefined ? said : said.flatMap((each) => edited(channel, each, ears(listener)))
  }

  /** Move in, before the others start. @returns the houses in which a program is to be started. */
  moveIn(community: Community): PeerName[] {
    const started: PeerName[] = []
    for (const [name, { kind, account, signer }] of this.#liars) {
      if (kind === 'scribbling') {
        new Scribbler(community, name, account, signer, this.#chance.stream(name))
        continue
      }
      const home = community.homes.get(name) ?? community.add(name, { account, signer })
      if (kind === 'late') home.clock.step(-LATENESS)
      started.push(name)
    }
    return started
  }
}

const twinOf = (name: PeerName): PeerName => `${name}-twin`
