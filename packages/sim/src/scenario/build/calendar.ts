import { DAY } from '@jazzgrid/units'
import type { WeekDays } from '../schema/quantity-schema.js'

const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/** Whether the local day of this wall time is one of these days. */
export function isOn(days: WeekDays, wall: number): boolean {
  const day = (((Math.floor(wall / DAY) + 4) % 7) + 7) % 7 // 1970-01-01 was a Thursday
  if (days === 'every-day') return true
  if (days === 'weekdays') return day >= 1 && day <= 5
  if (days === 'weekend') return day === 0 || day === 6
  return days.includes(NAMES[day])
}

/** Minutes after midnight of a time of day such as `07:30`. */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** A UTC or wall time for people, to the minute: `2018-05-15 08:00`. */
export const dateText = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ')
