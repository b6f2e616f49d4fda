import type { Strategy } from '@jazzgrid/agent'

/** A strategy whose settings may change while its agent lives: it is handed those that hold now. */
export function withSettings(base: Strategy, settings: () => unknown): Strategy {
  return {
    name: base.name,
    initial: (birth) => base.initial(birth),
    ...(base.observe && { observe: (own, _, view, chance) => base.observe!(own, settings(), view, chance) }),
    quote: (own, _, view, book, chance) => base.quote(own, settings(), view, book, chance),
    ...(base.setpoint && { setpoint: (own, _, call, book) => base.setpoint!(own, settings(), call, book) }),
    ...(base.delivered && { delivered: (own, _, reading) => base.delivered!(own, settings(), reading) }),
  }
}
