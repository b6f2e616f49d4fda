import type { Body } from '@jazzgrid/ledger'
import { type Chance, MINUTE, type Price, perKwh, wh } from '@jazzgrid/units'
import type { Home } from './home.js'
import { MIDNIGHT, SLOT_LENGTH } from './small-genesis.js'

/** What the people of a house write: orders for the next slots, now and then a cancellation, and the meter's readings. */
export class HouseholdLife {
  readonly #home: Home
  readonly #chance: Chance
  #imported = 0
  #exported = 0
  #tag = 0

  constructor(home: Home, chance: Chance) {
    this.#home = home
    this.#chance = chance
  }

  /** @param now the true time, UTC ms. @returns whether the peer took it. */
  order(now: number): boolean {
    return this.#home.write([this.#orderBody(now)])
  }

  /** The registers at the end of the last slot. */
  read(now: number): boolean {
    this.#imported += this.#chance.integer(200)
    this.#exported += this.#chance.integer(100)
    const slot = Math.floor(now / SLOT_LENGTH) - 1
    if ((slot + 1) * SLOT_LENGTH < MIDNIGHT) return false
    return this.#home.write([{ kind: 'reading', slot, imported: wh(this.#imported), exported: wh(this.#exported) }])
  }

  #orderBody(now: number): Body {
    const chance = this.#chance
    const device = chance.integer(2)
    if (chance.integer(8) === 0) {
      return { kind: 'cancel', tag: ++this.#tag, device, handle: 1 + chance.integer(10) }
    }
    const side = chance.integer(2) === 0 ? 'buy' : 'sell'
    return {
      kind: 'order',
      tag: ++this.#tag,
      device,
      slot: Math.floor(now / SLOT_LENGTH) + 1 + chance.integer(3),
      side,
      price: perKwh(10 + chance.integer(20)) as Price,
      quantity: wh(10 * (1 + chance.integer(50))),
      goodTill: now + MINUTE,
    }
  }
}
