import type { Clock } from '@jazzgrid/units'

/** The clock of the machine. Its timers do not keep the process alive. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  setTimeout: (run, delay) => setTimeout(run, delay).unref(),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout | undefined),
}
