import { ApiError, failureOf } from '@jazzgrid/node/api'
import { CodedError } from '@jazzgrid/units'
import { CommanderError } from 'commander'
import { EXIT, type ExitCode } from './exit-code.js'
import { printable } from './terminal/printable.js'
import type { Terminal } from './terminal/terminal.js'

const BUG_REPORT = 'This is a bug: please report it with the command and what JAZZGRID_DEBUG=1 adds.'

/** Stopped by the user; what the command had not finished does not exist. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted')
    this.name = 'Interrupted'
  }
}

/** Say what went wrong on stderr, without a stack where the input is at fault, and choose the exit code. */
export function reportFailure(failure: unknown, terminal: Terminal): ExitCode {
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? EXIT.ok : EXIT.usage // it has spoken already
  if (failure instanceof Interrupted) {
    terminal.err('Interrupted: nothing was written.\n')
    return EXIT.interrupted
  }
  const code = exitCodeOf(failure)
  const message = failure instanceof Error ? failure.message : String(failure)
  const lines = message.split('\n').map(printable)
  terminal.err(`${terminal.style('red', 'error')} ${lines.join('\n')}\n`)
  if (code === EXIT.unexpected || code === EXIT.invariant) terminal.err(`${BUG_REPORT}\n`)
  if (terminal.environment.JAZZGRID_DEBUG && failure instanceof Error) terminal.err(`${stackOf(failure)}\n`)
  return code
}

const OF_THE_NODE = {
  usage: EXIT.usage,
  unreachable: EXIT.unreachable,
  'not-authorised': EXIT.notAuthorised,
  refused: EXIT.refused,
  'not-ready': EXIT.notReady,
  unexpected: EXIT.unexpected,
} as const

/** What a newcomer hears at the door of a community, and what would not be safe. */
const BY_CODE: Readonly<Record<string, ExitCode>> = {
  'door-unreachable': EXIT.unreachable,
  'door-busy': EXIT.notReady,
  'door-closed': EXIT.notAuthorised,
  'foreign-door': EXIT.notAuthorised,
  'not-admitted': EXIT.refused,
  alone: EXIT.refused,
}

function exitCodeOf(failure: unknown): ExitCode {
  if (failure instanceof ApiError) return OF_THE_NODE[failureOf(failure)]
  if (failure instanceof CodedError) {
    // a port or a disk that is busy or full is no mistake of the input: who supervises the command may try again
    return BY_CODE[failure.code] ?? (failure.recovery === 'wait' ? EXIT.notReady : EXIT.usage)
  }
  if (failure instanceof Error && failure.message.startsWith('broken invariant:')) return EXIT.invariant
  return EXIT.unexpected
}

function stackOf(failure: Error): string {
  const cause = failure.cause instanceof Error ? `\ncaused by ${stackOf(failure.cause)}` : ''
  return `${failure.stack ?? failure.message}${cause}`
}
