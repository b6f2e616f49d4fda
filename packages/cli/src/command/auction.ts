import {
  clearDocument,
  DOCUMENT_MECHANISMS,
  type DocumentMechanism,
  MIDPOINT,
  type PriceRule,
  parseBook,
} from '@jazzgrid/market'
import { CodedError } from '@jazzgrid/units'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { bookName, bookText } from '../book-text.js'
import { clearingJson, clearingText } from '../clearing-text.js'
import { EXIT } from '../exit-code.js'
import type { Context, RunAction } from '../program.js'

interface ClearOptions {
  readonly mechanism: DocumentMechanism
  readonly k?: number
  readonly interval?: PriceRule['interval']
  readonly json?: true
}

export function addAuction(program: Command, { terminal }: Context, run: RunAction): void {
  program
    .command('auction')
    .description('clear an order book, without a community')
    .command('clear')
    .description('match the orders of a JSON book and print prices, trades and what is left')
    .argument(
      '<book>',
      'JSON file {"orders": [{"id", "participant", "side", "price", "quantity", "site"?}]}, - for stdin',
    )
    .addOption(new Option('-m, --mechanism <name>', 'how to match').choices(DOCUMENT_MECHANISMS).default('call'))
    .addOption(
      new Option(
        '--k <share>',
        'not continuous: where in the interval the price stands, 0..1 (0.5 if not given)',
      ).argParser(share),
    )
    .addOption(
      new Option('--interval <name>', 'not continuous: which price interval (marginal-pair if not given)').choices([
        'marginal-pair',
        'supporting',
      ]),
    )
    .option('--json', 'print one JSON object')
    .action(
      run(async (path: string, options: ClearOptions) => {
        const rule = priceRule(options)
        const reading = parseBook(await bookText(path, terminal))
        if (!reading.ok) {
          throw new CodedError(`book-${reading.reason}`, `${bookName(path)}: ${reading.path}: ${reading.message}`, {
            details: { file: path, path: reading.path },
          })
        }
        const clearing = clearDocument(reading.book, options.mechanism, rule)
        terminal.out(options.json ? `${clearingJson(clearing)}\n` : clearingText(clearing, options.mechanism))
        return EXIT.ok
      }),
    )
}

function priceRule({ mechanism, k, interval }: ClearOptions): PriceRule {
  if (mechanism === 'continuous' && (k !== undefined || interval !== undefined)) {
    throw new CodedError(
      'option-without-effect',
      '--k and --interval choose the price of a batch; continuous trades at the price of the resting order. Leave them out.',
    )
  }
  return { k: k ?? MIDPOINT.k, interval: interval ?? MIDPOINT.interval }
}

function share(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw new InvalidArgumentError('It is a number from 0 to 1.')
  return value
}
