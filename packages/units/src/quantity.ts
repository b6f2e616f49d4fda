/**
 * Integer quantities. Every number that is signed, settled or compared between peers is one of these, so that
 * price x energy = money holds exactly, with no rounding anywhere.
 */
declare const unit: unique symbol

/** Energy in integer watt-hours. */
export type Wh = number & { readonly [unit]: 'Wh' }
/** Power in integer watts. On a device, positive flows INTO the device (load convention). */
export type W = number & { readonly [unit]: 'W' }
/** Price in integer micro-currency per Wh, which is milli-currency per kWh: 24.5 JPY/kWh = 24,500. May be negative. */
export type Price = number & { readonly [unit]: 'micro/Wh' }
/** Money in integer micro-currency; a positive posting is a receipt. */
export type Money = number & { readonly [unit]: 'micro' }

function integer(value: number, name: string): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a safe integer, got ${value}`)
  return value === 0 ? 0 : value // -0 would hash and print differently
}

export const wh = (value: number): Wh => integer(value, 'energy [Wh]') as Wh
export const watt = (value: number): W => integer(value, 'power [W]') as W
export const price = (value: number): Price => integer(value, 'price [micro/Wh]') as Price
export const money = (value: number): Money => integer(value, 'money [micro]') as Money

/** Exact cost of an amount of energy; throws RangeError beyond 2^53 micro (9 billion currency units). */
export const cost = (at: Price, energy: Wh): Money => money(at * energy)

/** Price from currency per kWh, for literals in scenarios and tests; throws unless it is exact to a thousandth. */
export function perKwh(currency: number): Price {
  const milli = Math.round(currency * 1000)
  if (Math.abs(milli - currency * 1000) > 1e-6) throw new RangeError(`${currency} per kWh is finer than 0.001 per kWh`)
  return price(milli)
}
