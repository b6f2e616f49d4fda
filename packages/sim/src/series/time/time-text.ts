import { DAY, HOUR, MINUTE } from '@jazzgrid/units'
import type { Zone } from './zone.js'

/** Local time with its zone, to the minute: `2018-05-15 08:00 Asia/Tokyo`. */
export function localText(utc: number, zone: Zone): string {
  return `${new Date(zone.wall(utc)).toISOString().slice(0, 16).replace('T', ' ')} ${zone.name}`
}

/** A duration in its largest whole unit: `30 min`, `2 h`, `3 days`. */
export function durationText(ms: number): string {
  if (ms % DAY === 0) return ms === DAY ? '1 day' : `${ms / DAY} days`
  if (ms % HOUR === 0) return `${ms / HOUR} h`
  if (ms % MINUTE === 0) return `${ms / MINUTE} min`
  return `${ms / 1000} s`
}
