import { Observable, type Subscription } from 'rxjs'

/** The subscription of a living agent to its streams, by its actor system. */
const lines = new WeakMap<object, Subscription>()

/** The stream, in a way that lets `hangUp` end the subscription of this system. */
export function onLine<T>(system: object, inbox: Observable<T>): Observable<T> {
  return new Observable<T>((subscriber) => {
    const line = inbox.subscribe(subscriber)
    lines.set(system, line)
    return line
  })
}

/**
 * End the agent's subscription. xstate leaves the invoked streams of a root actor that failed subscribed, which would
 * then go on sampling for a dead agent at every gate.
 */
export function hangUp(system: object): void {
  lines.get(system)?.unsubscribe()
}
