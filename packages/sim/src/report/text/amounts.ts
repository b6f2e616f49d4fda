/**
 * Numbers for people, with explicit units and no locale: a point for decimals, a comma for thousands, a minus sign that
 * any terminal has. A missing value (NaN) is `–`, never 0.
 */
export interface Amounts {
  readonly currency: string
  /** Price in micro/Wh as currency per kWh, without its unit. */
  price(microPerWh: number): string
  /** Money in micro-currency as currency, without its unit. */
  money(micro: number): string
  /** `24.5 JPY/kWh` */
  priceWithUnit(microPerWh: number): string
  /** `1,234 JPY` */
  moneyWithUnit(micro: number): string
  readonly priceUnit: string
}

export const MISSING = '–'

/** Yen have no cents; everything else is printed with the usual two, and prices with one digit more than needed. */
export function amountsIn(currency: string): Amounts {
  const wholeUnits = currency === 'JPY' || currency === 'KRW'
  const price = (value: number) => decimal(value, 3, wholeUnits ? 1 : 3)
  const money = (value: number) => decimal(value, 6, wholeUnits ? 0 : 2)
  const priceUnit = `${currency}/kWh`
  return {
    currency,
    price,
    money,
    priceUnit,
    priceWithUnit: (value) => withUnit(price(value), priceUnit),
    moneyWithUnit: (value) => withUnit(money(value), currency),
  }
}

/** Wh as kWh with one decimal, without the unit. */
export const kwh = (wh: number): string => decimal(wh, 3, 1)

/** `12.3 kWh`; from 10 MWh on in MWh. */
export function energy(wh: number): string {
  return Math.abs(wh) >= 1e7 ? withUnit(decimal(wh, 6, 1), 'MWh') : withUnit(kwh(wh), 'kWh')
}

/** As `energy`, but what one decimal would round to nothing or nearly so is in watt-hours: `5 Wh`. */
export const fineEnergy = (wh: number): string =>
  Math.abs(wh) >= 0.5 && Math.abs(wh) < 99.5 ? withUnit(decimal(wh, 0, 0), 'Wh') : energy(wh)

/** A share 0..1 as `63 %`. */
export const percent = (share: number, digits = 0): string => withUnit(decimal(share * 100, 0, digits), '%')

/** `+` before what is positive; zero and missing values stay bare. */
export const signed = (text: string): string => (/^[-–]/.test(text) || !/[1-9]/.test(text) ? text : `+${text}`)

/**
 * A count of 10^-scale, rounded half away from zero to `digits` decimals. An integer count is rounded exactly: the
 * quotient by a power of ten is a tie only where it is one.
 */
export function decimal(value: number, scale: number, digits: number): string {
  if (!Number.isFinite(value)) return MISSING
  const shift = digits - scale
  const size = Math.abs(value)
  const count = Math.round(shift < 0 ? size / 10 ** -shift : size * 10 ** shift)
  const text = count.toFixed(0).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ',')
  const fraction = digits === 0 ? '' : `.${text.slice(-digits)}`
  return `${value < 0 && count > 0 ? '-' : ''}${whole}${fraction}`
}

function withUnit(text: string, unit: string): string {
  return text === MISSING ? text : `${text} ${unit}`
}
