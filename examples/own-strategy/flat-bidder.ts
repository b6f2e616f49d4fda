import { onTick, type Strategy, seriesAt, wholeLots } from '@jazzgrid/agent'

/** A household that bids a quarter below retail for whatever it will need, and never changes its mind. */
export const flatBidder: Strategy<unknown, null> = {
  name: 'household', // takes the place of the shipped strategy of this name
  initial: () => null,
  quote: (_own, _settings, view, book) =>
    view.due.map(({ slot }) => {
      const retail = seriesAt(view.tariff.retail, slot)
      const need = seriesAt(view.forecast.load, slot) - seriesAt(view.forecast.generation, slot)
      const quantity = wholeLots(view.rules, need - book.position(slot))
      const price = onTick(view.rules, 'buy', 0.75 * retail)
      const grounds = { slot, reasons: ['own-strategy'], forecast: need, alternativePrice: retail } as const
      return quantity > 0 && price !== undefined
        ? { ...grounds, side: 'buy', price, quantity, alternative: 'retail' }
        : { ...grounds, side: 'none', alternative: 'none' }
    }),
}
