import { DAY, MINUTE, parseDecimal } from '@jazzgrid/units'
import { zoneNamed } from './zone.js'

/** What a stamp says: an instant, or only what the clocks of some place showed. */
export type Stamp = { readonly utc: number } | { readonly wall: number }

/** A stamp that cannot be read, with what to do. */
export interface StampProblem {
  readonly problem: string
  readonly remedy: string
}

export type StampReader = (text: string) => Stamp | StampProblem

/** A reader for `iso`, `epoch-s`, `epoch-ms` or a pattern such as `dd.MM.yyyy HH:mm`; undefined for another word. */
export function stampReader(format: string): StampReader | undefined {
  if (format === 'iso') return isoStamp
  if (format === 'epoch-s') return epochStamp(1000, 'epoch-ms')
  if (format === 'epoch-ms') return epochStamp(1, 'epoch-s')
  return patternReader(format)
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,3})\d*)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/

function isoStamp(text: string): Stamp | StampProblem {
  const match = ISO.exec(text)
  if (match === null) {
    return { problem: `"${text}" is not an ISO 8601 time`, remedy: 'Set time.format: epoch-s, epoch-ms or a pattern' }
  }
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', offset] = match
  const wall = wallOf(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second))
  if (wall === undefined) return { problem: `"${text}" is not a time of the calendar`, remedy: 'Correct it' }
  const full = wall + Number(fraction.padEnd(3, '0'))
  if (offset === undefined) return { wall: full }
  return { utc: full - (zoneNamed(offset)?.offsetAt(0) ?? 0) }
}

// stamps outside are most likely read in the wrong unit
const EARLIEST = Date.UTC(1980, 0, 1)
const LATEST = Date.UTC(2120, 0, 1)

function epochStamp(factor: number, other: string): StampReader {
  return (text) => {
    const decimal = parseDecimal(text)
    if (decimal === undefined) return { problem: `"${text}" is not a number of an epoch`, remedy: 'Set time.format' }
    const utc = Math.round((Number(decimal.digits) / 10 ** decimal.scale) * factor)
    if (utc >= EARLIEST && utc < LATEST) return { utc }
    return { problem: `${text} is not between the years 1980 and 2120`, remedy: `Use time.format: ${other}?` }
  }
}

const FIELDS = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'] as const

function patternReader(pattern: string): StampReader | undefined {
  const found: string[] = []
  const source = pattern.replace(/yyyy|MM|dd|HH|mm|ss|[^A-Za-z]|./g, (token) => {
    if ((FIELDS as readonly string[]).includes(token)) {
      found.push(token)
      return token === 'yyyy' ? '(\\d{4})' : '(\\d{1,2})'
    }
    return /[A-Za-z]/.test(token) && token !== 'T' ? '(?!)' : token.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
  })
  if (source.includes('(?!)') || !['yyyy', 'MM', 'dd'].every((field) => found.includes(field))) return undefined
  const expression = new RegExp(`^${source}$`)
  return (text) => {
    const match = expression.exec(text)
    if (match === null)
      return { problem: `"${text}" does not fit the pattern ${pattern}`, remedy: 'Correct time.format' }
    const [year, month, day, hour, minute, second] = FIELDS.map((field) => Number(match[found.indexOf(field) + 1] ?? 0))
    const at = (index: number, value: number) => (found.includes(FIELDS[index]) ? value : 0)
    const wall = wallOf(year, month, day, at(3, hour), at(4, minute), at(5, second))
    return wall === undefined ? { problem: `"${text}" is not a time of the calendar`, remedy: 'Correct it' } : { wall }
  }
}

/** 24:00 is the end of a day, as end-labelled files write it. */
function wallOf(year: number, month: number, day: number, hour: number, minute: number, second: number) {
  const midnight = Date.UTC(year, month - 1, day)
  const date = new Date(midnight)
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  const ofDay = (hour * 60 + minute) * MINUTE + second * 1000
  return real && minute < 60 && second < 60 && ofDay <= DAY ? midnight + ofDay : undefined
}
