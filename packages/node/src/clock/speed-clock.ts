import type { Clock } from '@jazzgrid/units'

/** The longest time that a timer of the machine can wait [ms]; longer ones wait in parts. */
const LONGEST = 2 ** 31 - 1

/** A moment on the wall and the moment that the community takes it for, both UTC ms. */
export interface Anchor {
  readonly wall: number
  readonly community: number
}

/**
 * The clock of the machine, or one that runs faster from an anchor on, so that a day can be watched in minutes. All peers
 * of a community need the same anchor and speed.
 * @param wall UTC ms.
 */
export function speedClock(speed: number, anchor: Anchor, wall: () => number = Date.now): Clock {
  const handles = new Map<number, NodeJS.Timeout>()
  let last = 0
  const wait = (handle: number, run: () => void, delay: number) => {
    const part = Math.min(delay, LONGEST)
    const timer = setTimeout(() => {
      if (delay > part) return wait(handle, run, delay - part)
      handles.delete(handle)
      run()
    }, part)
    handles.set(handle, timer)
  }
  return {
    now: () => Math.floor(anchor.community + (wall() - anchor.wall) * speed),
    setTimeout(run, delay) {
      const handle = ++last
      wait(handle, () => run(), Math.max(0, Math.ceil(delay / speed)))
      return handle
    },
    clearTimeout(handle) {
      clearTimeout(handles.get(handle as number))
      handles.delete(handle as number)
    },
  }
}

/** The clock of the machine as it is. */
export const systemClock = (): Clock => speedClock(1, { wall: 0, community: 0 })
