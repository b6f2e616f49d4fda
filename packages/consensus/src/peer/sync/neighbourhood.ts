import type { SyncSession } from '@jazzgrid/ledger'
import type { Chance } from '@jazzgrid/units'
import type { ValidatorSet } from '../../validators/validator-set.js'
import type { PeerName } from '../peer-effect.js'
import { Neighbour } from './neighbour.js'

/** Those that a peer is connected to, and which of them are validators. */
export class Neighbourhood {
  readonly #keyOf: (name: PeerName) => Uint8Array | undefined
  readonly #validators: () => ValidatorSet
  readonly #own: number | undefined
  readonly #chance: Chance
  readonly #neighbours = new Map<PeerName, Neighbour>()
  #connections = 0

  /** @param own account, which is no neighbour even where another program has its key. */
  constructor(
    keyOf: (name: PeerName) => Uint8Array | undefined,
    validators: () => ValidatorSet,
    own: number | undefined,
    chance: Chance,
  ) {
    this.#keyOf = keyOf
    this.#validators = validators
    this.#own = own
    this.#chance = chance
  }

  add(name: PeerName, session: SyncSession): Neighbour {
    const neighbour = new Neighbour(name, this.#keyOf(name), ++this.#connections, session)
    this.#neighbours.set(name, neighbour)
    return neighbour
  }

  remove(name: PeerName): void {
    this.#neighbours.delete(name)
  }

  get(name: PeerName): Neighbour | undefined {
    return this.#neighbours.get(name)
  }

  get all(): Iterable<Neighbour> {
    return this.#neighbours.values()
  }

  /** In an order that changes from call to call. */
  get shuffled(): readonly Neighbour[] {
    return this.#chance.shuffled([...this.#neighbours.values()])
  }

  /** Another validator's account; undefined where the neighbour is none. */
  account({ key }: Neighbour): number | undefined {
    const account = key && this.#validators().holder(key)
    return account === this.#own ? undefined : account
  }

  /** How many other validators there are among these neighbours. */
  count(which: (neighbour: Neighbour) => boolean): number {
    const accounts = new Set<number>()
    for (const neighbour of this.#neighbours.values()) {
      const account = which(neighbour) ? this.account(neighbour) : undefined
      if (account !== undefined) accounts.add(account)
    }
    return accounts.size
  }
}
