/** A decimal number read exactly: value = digits / 10^scale. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

const PATTERN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * Read a decimal as it was written, without going through binary floating point.
 * Accepts a string or a finite number (a number prints as the shortest text that reads back to it).
 * @returns undefined where the text is not a finite decimal number.
 */
export function parseDecimal(text: string | number): Decimal | undefined {
  const match = PATTERN.exec(String(text).trim())
  if (!match) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  if (whole + fraction === '') return undefined
  let digits = BigInt(whole + fraction)
  let scale = fraction.length - Number(exponent)
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n
    scale--
  }
  if (scale < 0) {
    digits *= 10n ** BigInt(-scale)
    scale = 0
  }
  return { digits: sign === '-' ? -digits : digits, scale }
}

/** The decimal in units of 10^-scale, or undefined where it has finer digits than that. */
export function scaled(decimal: Decimal, scale: number): bigint | undefined {
  return decimal.scale > scale ? undefined : decimal.digits * 10n ** BigInt(scale - decimal.scale)
}

/** Print an integer count of 10^-scale without trailing zeros: (24500n, 3) is "24.5". */
export function formatScaled(value: bigint | number, scale: number): string {
  const big = BigInt(value)
  const digits = (big < 0n ? -big : big).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return `${big < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
