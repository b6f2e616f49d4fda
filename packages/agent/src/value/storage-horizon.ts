/**
 * What a store (battery, or car battery with its trips) faces over the coming slots: one number per slot, as typed
 * arrays that a caller fills in place and hands in again and again.
 *
 * Energy at the terminal is what the meter sees; stored energy is what the cells hold. Charging c Wh at the terminal puts
 * c x chargeEfficiency into the store; discharging d Wh at the terminal takes d / dischargeEfficiency out of it.
 * Prices are in any currency unit per Wh at the terminal and may be negative.
 */
export interface StorageHorizon {
  /** Slots to plan; the arrays may be longer. */
  slots: number
  /** Stored energy now [Wh]. */
  stored: number
  /** Most the store may hold [Wh]: the upper end of its SOC band. */
  ceiling: number
  /** In (0, 1]. */
  chargeEfficiency: number
  /** In (0, 1]. */
  dischargeEfficiency: number
  /** Share of the stored energy that is still there a slot later, in (0, 1]; 1 = no self-discharge. */
  retention: number
  /** Wear cost per Wh through the terminal, each way; >= 0. */
  wear: number
  /** Price of the next Wh bought in the slot. */
  readonly buy: Float64Array
  /** Price of the next Wh sold in the slot; never above `buy`. */
  readonly sell: Float64Array
  /** Most that can be charged in the slot [Wh at the terminal]; 0 when a car is away. */
  readonly charge: Float64Array
  /** Most that can be discharged in the slot [Wh at the terminal]; 0 when a car is away or may only charge. */
  readonly discharge: Float64Array
  /**
   * Energy owed at the terminal besides what the store does [Wh, signed]: the net load of the site behind the same meter
   * and the sales already agreed count positive, surplus and purchases already agreed count negative. What the store does
   * not meet is bought at `buy`, what it does not absorb is sold at `sell`.
   */
  readonly load: Float64Array
  /** Stored energy that leaves in the slot without passing the terminal: driving [Wh, >= 0]. */
  readonly trip: Float64Array
  /** Least stored energy at the END of the slot [Wh]: reserve, departure SOC, lower end of the SOC band. */
  readonly floor: Float64Array
  /**
   * Value per stored Wh after the last slot, as a concave staircase from empty to full: `terminalWorth[i]` for the next
   * `terminalWidth[i]` Wh; worths descend, the last one goes on to the ceiling.
   */
  terminalWorth: readonly number[]
  terminalWidth: readonly number[]
}

/** A horizon of zero prices and limits for up to this many slots, lossless and without wear, to be filled in. */
export function storageHorizon(slots: number, settings: Partial<StorageHorizon> = {}): StorageHorizon {
  const zeros = () => new Float64Array(slots)
  return {
    slots,
    stored: 0,
    ceiling: 0,
    chargeEfficiency: 1,
    dischargeEfficiency: 1,
    retention: 1,
    wear: 0,
    buy: zeros(),
    sell: zeros(),
    charge: zeros(),
    discharge: zeros(),
    load: zeros(),
    trip: zeros(),
    floor: zeros(),
    terminalWorth: [0],
    terminalWidth: [Number.POSITIVE_INFINITY],
    ...settings,
  }
}

function share(name: string, value: number): void {
  if (!(value > 0 && value <= 1)) throw new RangeError(`${name} must be in (0, 1], got ${value}`)
}

function amount(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) throw new RangeError(`${name} must be 0 or more, got ${value}`)
}

/** @throws RangeError naming the first setting that is not a number or out of its range. */
export function checkSettings(h: StorageHorizon): void {
  if (!(h.slots > 0 && h.slots <= h.buy.length)) throw new RangeError(`cannot plan ${h.slots} of ${h.buy.length} slots`)
  share('charge efficiency', h.chargeEfficiency)
  share('discharge efficiency', h.dischargeEfficiency)
  share('retention', h.retention)
  amount('ceiling [Wh]', h.ceiling)
  amount('stored energy [Wh]', h.stored)
  amount('wear', h.wear)
  const { terminalWorth, terminalWidth } = h
  if (terminalWorth.length === 0) throw new RangeError('the terminal worth needs at least one step')
  for (let i = 0; i < terminalWorth.length; i++) {
    if (!(Math.abs(terminalWorth[i]) < Infinity) || (i > 0 && terminalWorth[i] > terminalWorth[i - 1])) {
      throw new RangeError(`terminal worths must be finite and descend, got ${terminalWorth.join(', ')}`)
    }
    if (!(terminalWidth[i] >= 0)) throw new RangeError(`terminal widths must be 0 or more, got ${terminalWidth[i]}`)
  }
}

/** The inputs of slot k are out of range. */
export function refuseSlot(h: StorageHorizon, k: number): never {
  throw new RangeError(
    `slot ${k} of the horizon is out of range (need buy >= sell; limits, trip and floor >= 0; all finite): ` +
      `buy ${h.buy[k]}, sell ${h.sell[k]}, charge ${h.charge[k]}, discharge ${h.discharge[k]}, load ${h.load[k]}, ` +
      `trip ${h.trip[k]}, floor ${h.floor[k]}`,
  )
}
