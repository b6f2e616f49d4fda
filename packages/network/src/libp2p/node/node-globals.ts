import { WebSocket } from 'ws'

/** What libp2p 3 takes for granted and Node 20 does not have. Node 22 has both, and then nothing is changed. */
export function provideGlobals(): void {
  const promise = Promise as { withResolvers?: unknown }
  promise.withResolvers ??= <T>() => {
    let resolve!: (value: T | PromiseLike<T>) => void
    let reject!: (reason?: unknown) => void
    const made = new Promise<T>((yes, no) => {
      resolve = yes
      reject = no
    })
    return { promise: made, resolve, reject }
  }
  const world = globalThis as { WebSocket?: unknown }
  world.WebSocket ??= WebSocket
}
