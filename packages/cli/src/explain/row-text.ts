import { ALTERNATIVE_TEXTS, type BilingualText, REASON_TEXTS } from '@jazzgrid/agent'
import { type Amounts, energy, type LocalTime, percent, type Row } from '@jazzgrid/sim'
import { endingText } from './ending-text.js'
import { type Language, type Phrase, say } from './phrases.js'

/** Puts rows of a run into words, in the community's time and currency. */
export class RowText {
  readonly language: Language
  readonly #amounts: Amounts
  readonly #local: LocalTime
  readonly #slotLength: number

  constructor(language: Language, amounts: Amounts, local: LocalTime, slotLength: number) {
    this.language = language
    this.#amounts = amounts
    this.#local = local
    this.#slotLength = slotLength
  }

  say(phrase: Phrase): string {
    return say(phrase, this.language)
  }

  /** A phrase with an amount in the place that it keeps for it. */
  filled(phrase: Phrase, amount: string): string {
    return this.say(phrase).replace('{}', amount)
  }

  /** `14:30`, with its day where that is not the day of the slot it is about. */
  clock(time: Row[string], slot: Row[string]): string {
    const at = number(time)
    if (Number.isNaN(at)) return this.#local.clock(at)
    return this.#local.day(at) === this.#local.day(number(slot)) ? this.#local.clock(at) : this.#local.stamp(at)
  }

  /** `2019-07-20 18:00-18:30` */
  slot(start: Row[string]): string {
    return `${this.#local.stamp(number(start))}-${this.#local.clock(number(start) + this.#slotLength)}`
  }

  /** `ordered sell 1.5 kWh at 21.3 JPY/kWh`, or what was done instead */
  action({ action, side, quantity_wh, price_micro_per_wh }: Row): string {
    const verb = say(String(action), this.language)
    if (side === 'none' || quantity_wh === null) return verb
    return `${verb}: ${say(String(side), this.language)} ${this.amount(quantity_wh, price_micro_per_wh)}`
  }

  /** `1.5 kWh at 21.3 JPY/kWh` */
  amount(quantity: Row[string], price: Row[string]): string {
    const wh = energy(number(quantity))
    return price === null ? wh : `${wh} @ ${this.#amounts.priceWithUnit(number(price))}`
  }

  reasons({ reasons }: Row): string {
    const texts: Readonly<Record<string, BilingualText>> = REASON_TEXTS
    const codes = String(reasons).split('+').filter(Boolean)
    return codes.map((code) => texts[code]?.[this.language] ?? code).join('; ')
  }

  inputs(row: Row): string {
    const price = (phrase: Phrase, value: Row[string]): string[] =>
      value === null ? [] : [`${this.say(phrase)} ${this.#amounts.price(number(value))}`]
    const wh = (phrase: Phrase, value: Row[string]): string[] =>
      value === null ? [] : [`${this.say(phrase)} ${energy(number(value))}`]
    return [
      ...(row.soc === null ? [] : [`SOC ${percent(number(row.soc))}`]),
      ...wh('forecast', row.forecast_wh),
      ...wh('position', row.position_wh),
      ...price('bestBid', row.best_bid_micro_per_wh),
      ...price('bestAsk', row.best_ask_micro_per_wh),
      ...price('expected', row.expected_price_micro_per_wh),
    ].join(', ')
  }

  alternative({ alternative, alternative_price_micro_per_wh }: Row): string {
    const texts: Readonly<Record<string, BilingualText>> = ALTERNATIVE_TEXTS
    if (alternative === 'none' || alternative === '') return ''
    const text = texts[String(alternative)]?.[this.language] ?? String(alternative)
    const price = number(alternative_price_micro_per_wh)
    return Number.isNaN(price) ? text : `${text} (${this.#amounts.priceWithUnit(price)})`
  }

  /** What became of an order. */
  fate({ fate, filled_wh, self_supplied_wh, quantity_wh, reason }: Row): string {
    const filled = number(filled_wh) || 0
    const own = number(self_supplied_wh) || 0
    const parts = filled > 0 ? ` (${energy(filled)} / ${energy(number(quantity_wh))})` : ''
    const self = own > 0 ? `, ${this.say('selfSupply')} ${energy(own)}` : ''
    const why = reason === '' ? '' : `: ${endingText(String(reason), this.language)}`
    return `${say(String(fate), this.language)}${parts}${self}${why}`
  }

  trade({ kind, seller, seller_agent, buyer, buyer_agent, quantity_wh, price_micro_per_wh, origin }: Row): string {
    const [from, to] = [party(seller, seller_agent), party(buyer, buyer_agent)]
    const source = origin === '' ? '' : `, ${origin}`
    const self = kind === 'self-supply' ? `${this.say('selfSupply')} ` : ''
    return `${self}${from} -> ${to}: ${this.amount(quantity_wh, price_micro_per_wh)}${source}`
  }

  /** `delivered, 0.4 kWh` */
  verdict({ verdict, delivered_wh }: Row): string {
    return `${say(String(verdict), this.language)}, ${energy(number(delivered_wh))}`
  }

  slotSummary(row: Row): string {
    const { low_price_micro_per_wh: low, high_price_micro_per_wh: high, mean_price_micro_per_wh: mean } = row
    const price = (value: Row[string]) => this.#amounts.price(number(value))
    const range =
      mean === null
        ? '-'
        : price(low) === price(high)
          ? this.#amounts.priceWithUnit(number(mean))
          : `${price(low)}${this.say('to')}${price(high)}, ${this.say('mean')} ${this.#amounts.priceWithUnit(number(mean))}`
    return [
      `${this.say('traded')} ${energy(number(row.traded_wh))}`,
      `${this.say('price')} ${range}`,
      `${this.say('generation')} ${energy(number(row.generation_wh))}`,
      `${this.say('load')} ${energy(number(row.load_wh))}`,
    ].join(', ')
  }
}

const number = (value: Row[string]): number => (value === null ? Number.NaN : Number(value))

const party = (site: Row[string], agent: Row[string]): string => (agent === '' ? String(site) : `${site} (${agent})`)
