import { readFileSync } from 'node:fs'

/** What the kernel says of a process. */
export interface ProcessFigures {
  /** Memory in use, shared pages included [bytes]. */
  readonly resident: number
  /** Processor time since its start [ms]. */
  readonly processor: number
  /** Handed to the disk since its start, whole pages [bytes]. */
  readonly written: number
}

/** Clock ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100

/** Linux only. */
export function figuresOf(pid: number): ProcessFigures {
  const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8')
  const number = (text: string, name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(text)?.[1])
  // the name in parentheses may hold spaces; the fields after it do not
  const fields = read('stat')
    .replace(/^.*\) /s, '')
    .split(' ')
  return {
    resident: number(read('status'), 'VmRSS') * 1024,
    processor: ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS,
    written: number(read('io'), 'write_bytes'),
  }
}
