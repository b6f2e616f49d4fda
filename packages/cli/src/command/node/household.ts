import { MODES, type Mode, type OwnerPreference, PREFERENCES } from '@jazzgrid/node/api'
import { Argument, type Command, InvalidArgumentError } from 'commander'
import type { Context, RunAction } from '../../program.js'
import { askingNode, type NodeChoice, repeated } from './node-option.js'

export interface TripsChoice extends NodeChoice {
  readonly trip: readonly TripWish[]
  readonly none?: true
}

/** As it was written: `2026-07-02T07:30,2026-07-02T18:00,12,80`. */
export interface TripWish {
  readonly departs: number
  readonly returns: number
  readonly kwh: number
  /** 0 to 100 */
  readonly charged: number
}

export function addHousehold(program: Command, { terminal }: Context, run: RunAction): void {
  const work = () => import('../../work/node/household.js')
  askingNode(
    program
      .command('mode')
      .description('what the agents of a site may do: show it, or change it')
      .addArgument(new Argument('[mode]', 'the new one').choices(MODES)),
    'mode soft-stop',
  ).action(run(async (mode: Mode | undefined, choice: NodeChoice) => (await work()).mode(mode, choice, terminal)))
  askingNode(
    program
      .command('prefs')
      .description('what the owner of a site wants: show it, or change it')
      .addArgument(new Argument('[preference]', 'the new one').choices(PREFERENCES)),
    'prefs renewable',
  ).action(
    run(async (wish: OwnerPreference | undefined, choice: NodeChoice) =>
      (await work()).preferences(wish, choice, terminal),
    ),
  )
  askingNode(
    program
      .command('trips')
      .description('when the cars of a site are needed: show it, or change it')
      .argument('[device]', 'the car')
      .addOption(
        repeated(
          '--trip <departs,returns,kWh,percent>',
          'a trip: when, how much it uses, how full the car must be before',
          tripWish,
        ),
      )
      .option('--none', 'no trips any more'),
    'trips h5-ev --trip 2026-07-02T07:30,2026-07-02T18:00,12,80',
  ).action(
    run(async (device: string | undefined, choice: TripsChoice) => (await work()).trips(device, choice, terminal)),
  )
}

function tripWish(text: string, earlier: readonly TripWish[]): TripWish[] {
  const [from, to, energy, share, ...more] = text.split(',')
  const trip = { departs: Date.parse(from), returns: Date.parse(to), kwh: Number(energy), charged: Number(share) }
  const sound = trip.returns > trip.departs && trip.kwh >= 0 && trip.charged >= 0 && trip.charged <= 100
  if (sound && more.length === 0) return [...earlier, trip]
  throw new InvalidArgumentError(
    'It looks like 2026-07-02T07:30,2026-07-02T18:00,12,80: departure, return, kWh, percent.',
  )
}
