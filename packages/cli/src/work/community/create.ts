import { genesisFaults, genesisId } from '@jazzgrid/consensus'
import { opensslScheme } from '@jazzgrid/ledger/openssl'
import { resolveScenario } from '@jazzgrid/sim'
import { CodedError } from '@jazzgrid/units'
import type { CreateChoice } from '../../command/community/community.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { type Founding, unsigned, writeFounding } from '../../home/founding-file.js'
import { foundLaboratory } from '../../home/laboratory.js'
import { realGenesis } from '../../home/real-terms.js'
import type { Terminal } from '../../terminal/terminal.js'

/** Write down a community: a founding to sign, or the folders of a laboratory. */
export function create(to: string | undefined, choice: CreateChoice, terminal: Terminal): Promise<ExitCode> {
  return choice.scenario === undefined
    ? createFounding(to ?? 'community.json', choice, terminal)
    : createLaboratory(to ?? 'homes', choice.scenario, choice, terminal)
}

async function createFounding(file: string, choice: CreateChoice, terminal: Terminal): Promise<ExitCode> {
  const { name, founder: founders, retail, feedIn, start, round, json } = choice
  if (name === undefined || founders.length === 0 || retail === undefined || feedIn === undefined) {
    const wants = '--name, --retail, --feed-in and every --founder'
    throw new CodedError('incomplete', `A community needs ${wants} (or --scenario for a laboratory); see --help.`)
  }
  const genesis = realGenesis(
    { name, founders, retail, feedIn, roundLength: round * 1000, ...(start !== undefined && { startsAt: start }) },
    terminal.now(),
  )
  const members = founders.flatMap(({ address }, account) =>
    address === undefined ? [] : [{ account, addresses: [address] }],
  )
  const founding: Founding = { genesis, signatures: founders.map(() => null), members }
  const fault = genesisFaults({ genesis, signatures: [] }, opensslScheme()).find((each) => !/signature/.test(each))
  if (fault !== undefined) throw new CodedError('bad-terms', `These terms found no community: ${fault}.`)
  await writeFounding(file, founding)
  const id = Buffer.from(genesisId(genesis)).toString('hex')
  if (json) {
    terminal.out(
      `${JSON.stringify({ schema: 'jazzgrid/founding-created@1', file, genesis: id, unsigned: unsigned(founding) })}\n`,
    )
  } else {
    terminal.out(`${file}: ${name}, ${founders.length} founders, genesis ${id.slice(0, 16)}\n`)
    terminal.err('Every founder signs it: jazzgrid community sign <file> --folder <home>\n')
  }
  return EXIT.ok
}

async function createLaboratory(
  folder: string,
  scenario: string,
  { homes, speed, lead, seed, follow = false, founder, json }: CreateChoice,
  terminal: Terminal,
): Promise<ExitCode> {
  if (founder.length > 0) {
    throw new CodedError('contradiction', '--founder names real homes and --scenario simulated ones: give one of them.')
  }
  const set = ['time.warmUpDays=0']
  const whole = await resolveScenario(scenario, { set, ...(seed !== undefined && { seed }) })
  if (homes > whole.sites.length) {
    throw new CodedError(
      'too-many-homes',
      `${scenario} has ${whole.sites.length} sites: found it with at most so many.`,
    )
  }
  const site = { scenario, case: whole.case, seed: whole.seed, set }
  const laboratory = { homes, speed, lead: lead * 1000, follow }
  const folders = await foundLaboratory(whole, site, laboratory, folder, terminal.now())
  if (json) terminal.out(`${JSON.stringify({ schema: 'jazzgrid/laboratory@1', folders, speed })}\n`)
  else {
    for (const each of folders) terminal.out(`${each}\n`)
    terminal.err(`Start each of them within ${lead} s: jazzgrid node start --folder ${folders[0]}\n`)
  }
  return EXIT.ok
}
