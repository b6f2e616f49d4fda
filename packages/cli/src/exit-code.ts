/** What the exit code of the command says. */
export const EXIT = {
  ok: 0,
  /** A bug of ours or a machine that failed. */
  unexpected: 1,
  /** Usage, a config, a scenario, a book or a folder that cannot be used as it is. */
  usage: 2,
  /** No node answers. */
  unreachable: 3,
  /** The node does not know the token, or its scope does not suffice. */
  notAuthorised: 4,
  /** An invariant does not hold: energy, money or units do not add up. */
  invariant: 5,
  /** The node refuses, because it would not be safe or does not fit its state. */
  refused: 6,
  /** Two things that should be equal differ. */
  differs: 7,
  /** The node answers, and is not ready yet; EX_TEMPFAIL of sysexits. */
  notReady: 75,
  /** Stopped from the keyboard: 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
