import {
  type Amounts,
  amountsIn,
  grouped,
  perCharacter,
  type RunProgress,
  type ScenarioMarket,
  sparkline,
} from '@jazzgrid/sim'
import type { Terminal } from './terminal.js'

/** Between two pictures of a live line [ms]. */
const FRAME = 100
const SPARK_WIDTH = 24

/** Shows a run on stderr: one line that is redrawn on a terminal, otherwise one line for every tenth. */
export class ProgressLine {
  readonly #terminal: Terminal
  readonly #title: string
  readonly #amounts: Amounts
  readonly #slotLength: number
  readonly #started: number
  readonly #prices: number[] = []
  #slot: number | undefined
  #slots = 0
  #drawn = Number.NEGATIVE_INFINITY
  #tenths = 0

  constructor(terminal: Terminal, title: string, market: Pick<ScenarioMarket, 'currency' | 'slotLength'>) {
    this.#terminal = terminal
    this.#title = title
    this.#amounts = amountsIn(market.currency)
    this.#slotLength = market.slotLength
    this.#started = terminal.elapsed()
  }

  step(step: RunProgress): void {
    const slot = Math.floor(step.now / this.#slotLength)
    if (slot === this.#slot) {
      this.#prices[this.#prices.length - 1] = step.price
    } else {
      this.#slots += this.#slot === undefined ? 1 : slot - this.#slot
      this.#slot = slot
      this.#prices.push(step.price)
    }
    if (this.#terminal.live) this.#redraw(step)
    else this.#report(step)
  }

  /** Take the live line away. */
  end(): void {
    if (this.#terminal.live && this.#drawn > Number.NEGATIVE_INFINITY) this.#terminal.err('\r\u001b[K')
  }

  #redraw(step: RunProgress): void {
    const now = this.#terminal.elapsed()
    if (now - this.#drawn < FRAME) return
    this.#drawn = now
    const line = this.#line(step)
    this.#terminal.err(`\r\u001b[K${line.slice(0, this.#terminal.columns - 1)}`)
  }

  #report(step: RunProgress): void {
    const tenths = Math.floor((10 * step.done) / step.total)
    if (tenths <= this.#tenths) return
    this.#tenths = tenths
    this.#terminal.err(`${this.#line(step)}\n`)
  }

  #line({ done, total }: RunProgress): string {
    const seconds = (this.#terminal.elapsed() - this.#started) / 1000
    const left = (seconds * (total - done)) / done
    const speed = seconds > 0 ? `${pace(this.#slots / seconds)} slots/s` : ''
    const last = this.#prices.findLast((price) => !Number.isNaN(price))
    const parts = [
      `${this.#title} ${String(Math.floor((100 * done) / total)).padStart(3)} %`,
      speed,
      done === total ? `${seconds.toFixed(1)} s` : `${Math.ceil(left)} s left`,
      last === undefined
        ? ''
        : `${trend(this.#prices, !this.#terminal.output.unicode)} ${this.#amounts.priceWithUnit(last)}`,
    ]
    return parts.filter((part) => part !== '').join('  ')
  }
}

const pace = (speed: number): string => speed.toFixed(speed < 10 ? 1 : 0)

function trend(prices: readonly number[], ascii: boolean): string {
  const known = prices.filter((price) => !Number.isNaN(price))
  const drawn = grouped(prices, perCharacter(prices.length, SPARK_WIDTH))
  return sparkline(drawn, { low: Math.min(...known), high: Math.max(...known), ascii })[0]
}
