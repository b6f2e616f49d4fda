import type { SignatureScheme } from '@jazzgrid/ledger'
import type { PeerName } from '@jazzgrid/network'
import { Chance } from '@jazzgrid/units'
import { Audit } from '../watch/audit.js'
import { Community } from './community.js'
import { HashSignatures, type SaltedSigner } from './hash-signature.js'
import type { Home } from './home.js'
import { HouseholdLife } from './household-life.js'
import { MIDNIGHT, ROUND, smallGenesis } from './small-genesis.js'

export interface Keys extends SignatureScheme {
  signer(name: string): Pick<SaltedSigner, 'key' | 'sign'>
}

/** A community for scripts: everybody honest, watched by an audit, and nothing happens but what the script says. */
export class Village extends Community {
  readonly audit: Audit
  readonly #lives: ReadonlyMap<PeerName, HouseholdLife>

  constructor(members: number, seed: number | string, keys: Keys = new HashSignatures()) {
    const genesis = smallGenesis(members, keys)
    const audit = new Audit(genesis, new Set(genesis.members.map(({ account }) => account)))
    super({ seed, genesis, scheme: keys, signerOf: (name) => keys.signer(name), witness: audit })
    this.audit = audit
    audit.readTimeFrom(() => this.time)
    const chance = new Chance(seed, 'village')
    this.#lives = new Map([...this.homes].map(([name, home]) => [name, new HouseholdLife(home, chance.stream(name))]))
    this.start()
  }

  /** Whoever can writes an order a round. */
  async rounds(count: number): Promise<void> {
    const begun = Math.max(0, Math.ceil(this.time / ROUND)) * ROUND
    for (let round = 0; round < count; round++) {
      await this.run(begun + round * ROUND + 1_000)
      this.order(...this.#lives.keys())
      await this.run(begun + (round + 1) * ROUND)
    }
  }

  /** An order of each of these houses, where they may write. */
  order(...names: readonly PeerName[]): void {
    for (const name of names) this.#lives.get(name)?.order(MIDNIGHT + this.time)
  }

  /** Where each house stands; those without a program are left out. */
  heights(...names: readonly PeerName[]): number[] {
    const homes = names.length > 0 ? names.map((name) => this.home(name)) : [...this.homes.values()]
    return homes.flatMap(({ peer }) => (peer === undefined ? [] : [peer.state.height]))
  }

  /** Everything that the audit found, with what only shows in the end. */
  async findings(): Promise<readonly string[]> {
    await this.audit.close(this.homes.values())
    this.stop()
    return this.audit.faults
  }

  peer(name: PeerName): Home {
    return this.home(name)
  }
}
