import type { Release } from '../transport.js'

/** Handlers of one kind of event, called in the order in which they came. */
export class Listeners<Event> {
  readonly #handlers = new Set<{ readonly hear: (event: Event) => void }>()

  /** The same function may be added twice and is then called twice. */
  add(hear: (event: Event) => void): Release {
    const entry = { hear }
    this.#handlers.add(entry)
    return () => this.#handlers.delete(entry)
  }

  /** Who is added by a handler hears the next event first. */
  tell(event: Event): void {
    for (const entry of [...this.#handlers]) if (this.#handlers.has(entry)) entry.hear(event)
  }

  clear(): void {
    this.#handlers.clear()
  }
}
