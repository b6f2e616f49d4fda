/** What the exit code of the command says. */
export const EXIT = {
  ok: 0,
  /** A bug of ours or a machine that failed. */
  unexpected: 1,
  /** Usage, a scenario, a book or a run folder that cannot be used as it is. */
  usage: 2,
  /** An invariant does not hold: energy, money or units do not add up. */
  invariant: 5,
  /** Two things that should be equal differ. */
  differs: 7,
  /** Stopped from the keyboard: 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
