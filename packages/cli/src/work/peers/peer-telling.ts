import { type Outcome, valueId } from '@jazzgrid/consensus'
import type { NodeWatch } from '@jazzgrid/node/run'
import type { PeerEvent } from './peer-event.js'
import { RunningStatements } from './running-statements.js'

/** What `ready` needs of a node that runs. */
interface Ready {
  readonly memory: { readonly name: string } | undefined
  readonly node: {
    readonly addresses: readonly string[]
    readonly host: { readonly peer: { readonly state: { readonly height: number } } }
  }
}

/** Tells what a running node does: each round to a program, what people must know to people. */
export class PeerTelling {
  readonly #say: (event: PeerEvent) => void
  readonly #log: (line: string) => void
  readonly #statements = new RunningStatements()
  #height = 0
  #isUndecided = false

  constructor(say: (event: PeerEvent) => void, log: (line: string) => void) {
    this.#say = say
    this.#log = log
  }

  get watch(): NodeWatch {
    return {
      onLived: (outcome) => {
        this.#height = outcome.value.height
        this.#statements.add(outcome.result.settled)
      },
      onCertified: (outcome) => this.#certified(outcome),
      onUndecided: (at_ms, reached) => {
        this.#say({ event: 'undecided', at_ms, ...reached })
        const { members, reachable, needed } = reached
        // once, and again when it is over: a night without the others is no night of log lines
        if (!this.#isUndecided) {
          this.#log(`rounds are not decided: ${reachable} of ${members} members in reach, ${needed} must agree`)
        }
        this.#isUndecided = true
      },
      onAlarm: ({ what }) => this.#say({ event: 'alarm', what }),
    }
  }

  ready({ memory, node }: Ready): void {
    const { height } = node.host.peer.state
    this.#height = height
    this.#say({ event: 'ready', site: memory?.name ?? '', height, addresses: node.addresses })
  }

  stopped(): void {
    this.#say({ event: 'stopped', height: this.#height, statements: this.#statements.lines })
  }

  #certified({ value, result }: Outcome): void {
    const { height, at } = value
    const { trades } = result.report
    this.#height = height
    this.#statements.add(result.settled)
    if (this.#isUndecided) this.#log(`rounds are decided again, from height ${height}`)
    this.#isUndecided = false
    this.#say({
      event: 'certified',
      height,
      at_ms: at,
      certificate: Buffer.from(valueId(value)).toString('hex'),
      trades: trades.length,
      energy_wh: trades.reduce((sum, { quantity }) => sum + quantity, 0),
      turnover_micro: trades.reduce((sum, { quantity, price }) => sum + quantity * price, 0),
      statements: this.#statements.hash,
    })
  }
}
