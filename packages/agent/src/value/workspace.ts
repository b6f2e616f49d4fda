/** Pieces of a slot's reward at most: between the six corner points of the general case. */
export const PIECES = 5

/** Slots that fit without growing. */
const ROOM = 128

/** What the steps of a slot need of a plan. */
const MOVES = ['slope', 'width', 'count', 'charges', 'most', 'by', 'from', 'to'] as const

/** Copies of them. */
export type KeptMoves = Map<(typeof MOVES)[number], Float64Array | Int32Array>

/** Who has a plan in the workspace. */
export interface Tenant {
  /** Another plan is about to be made: keep what is still needed of this one. */
  displaced(): void
}

/**
 * The arrays that a plan is worked out in, one set for all programmes of the process. V8 compiles the arrays of a module's
 * constant into the code; of any other array it checks the type and loads pointer and length again in every pass of a
 * loop. With arrays of the programme's own a plan takes 1.2 times as long. (They stop being constants, and nothing else
 * changes, once a horizon is longer than ROOM.)
 *
 * A module that works on them gives them a name of its own, because V8 sees through that but not through an import.
 */
class Workspace {
  /**
   * Per slot up to PIECES pieces from full charge down to full discharge, each with the reward gained per stored Wh given
   * up (descending) and its extent in stored Wh; see setMoves.
   */
  slope = new Float64Array(ROOM * PIECES)
  width = new Float64Array(ROOM * PIECES)
  /** The energy before the slot's move from which on the piece is given up; see SlopeList.sweep. */
  level = new Float64Array(ROOM * PIECES)
  /** Pieces of the slot; the first `charges` of them give up charging, the others discharge. */
  count = new Int32Array(ROOM)
  charges = new Int32Array(ROOM)
  /** Largest possible gain of stored energy in the slot [Wh]. */
  most = new Float64Array(ROOM)
  /** 1 where losing energy on purpose pays; there the pieces' corners have these charges [Wh at the terminal]. */
  lossy = new Uint8Array(ROOM)
  cornerCharge = new Float64Array(ROOM * (PIECES + 1))
  /** Driving of the slot as far as it can be met [Wh]. */
  by = new Float64Array(ROOM)
  /** Band at the START of each slot, so that from[k + 1] is the floor at the end of slot k as far as it can be met [Wh]. */
  from = new Float64Array(ROOM + 1)
  to = new Float64Array(ROOM)
  /** Range of marginal values that agree with the plan at the end of each slot. */
  lowest = new Float64Array(ROOM)
  highest = new Float64Array(ROOM)
  #tenant: Tenant | undefined

  /** Take the workspace over, with room for so many slots. */
  claim(tenant: Tenant, slots: number): void {
    if (this.#tenant !== tenant) {
      this.#tenant?.displaced()
      this.#tenant = tenant
    }
    if (this.count.length < slots) this.#grow(slots)
  }

  keep(): KeptMoves {
    return new Map(MOVES.map((name) => [name, this[name].slice()]))
  }

  restore(kept: KeptMoves): void {
    for (const [name, values] of kept) this[name].set(values)
  }

  #grow(slots: number): void {
    this.slope = new Float64Array(slots * PIECES)
    this.width = new Float64Array(slots * PIECES)
    this.level = new Float64Array(slots * PIECES)
    this.count = new Int32Array(slots)
    this.charges = new Int32Array(slots)
    this.most = new Float64Array(slots)
    this.lossy = new Uint8Array(slots)
    this.cornerCharge = new Float64Array(slots * (PIECES + 1))
    this.by = new Float64Array(slots)
    this.from = new Float64Array(slots + 1)
    this.to = new Float64Array(slots)
    this.lowest = new Float64Array(slots)
    this.highest = new Float64Array(slots)
  }
}

export const workspace = new Workspace()
