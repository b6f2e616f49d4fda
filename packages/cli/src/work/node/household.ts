import type { Mode, OwnerPreference } from '@jazzgrid/node/api'
import { CodedError } from '@jazzgrid/units'
import type { TripsChoice } from '../../command/node/household.js'
import type { NodeChoice } from '../../command/node/node-option.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { modeText, preferencesText, tripsText } from '../../node-text/household-text.js'
import type { Terminal } from '../../terminal/terminal.js'
import { connect, ownZone, print } from './node-connection.js'

export async function mode(wish: Mode | undefined, choice: NodeChoice, terminal: Terminal): Promise<ExitCode> {
  const node = await connect(choice, terminal)
  const answer = await (wish === undefined ? node.mode() : node.setMode(wish))
  print(answer, choice, terminal, (of) => modeText(of, ownZone(terminal)))
  return EXIT.ok
}

export async function preferences(
  wish: OwnerPreference | undefined,
  choice: NodeChoice,
  terminal: Terminal,
): Promise<ExitCode> {
  const node = await connect(choice, terminal)
  const answer = await (wish === undefined ? node.preferences() : node.prefer(wish))
  print(answer, choice, terminal, (of) => preferencesText(of, ownZone(terminal)))
  return EXIT.ok
}

export async function trips(device: string | undefined, choice: TripsChoice, terminal: Terminal): Promise<ExitCode> {
  const { trip, none } = choice
  const changes = trip.length > 0 || none === true
  if (changes && device === undefined) {
    throw new CodedError('which-car', 'Say which car the trips are for: jazzgrid trips <device> --trip ...')
  }
  if (trip.length > 0 && none) throw new CodedError('contradiction', '--trip and --none contradict each other.')
  const node = await connect(choice, terminal)
  const wishes = trip.map(({ departs, returns, kwh, charged }) => ({
    departs_ms: departs,
    returns_ms: returns,
    energy_wh: Math.round(kwh * 1000),
    departure_soc_share: charged / 100,
  }))
  const answer = await (changes ? node.plan({ device: device!, trips: wishes }) : node.trips())
  const shown = device === undefined ? answer : { ...answer, cars: answer.cars.filter((car) => car.device === device) }
  print(shown, choice, terminal, (of) => tripsText(of, ownZone(terminal)))
  return EXIT.ok
}
