import type { TimeSource } from './steady-clock.js'

/** The clocks of this machine. */
export const MACHINE_TIME: TimeSource = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (run, delay) => setTimeout(run, delay),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
}
