import { access, readFile } from 'node:fs/promises'
import {
  genesisId,
  type Invitation,
  type InvitationFault,
  LONGEST_INVITATION,
  readInvitation,
  type SignedGenesis,
} from '@jazzgrid/consensus'
import { newSeed, opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { FILES, readGenesis, readIdentityKey } from '@jazzgrid/node/daemon'
import { type AdmissionProgress, askAdmission, learnCommunity } from '@jazzgrid/node/join'
import { CodedError } from '@jazzgrid/units'
import type { JoinChoice } from '../../command/community/join.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { Interrupted } from '../../failure.js'
import { knowAccount } from '../../home/known-members.js'
import { fileIn, makeHome } from '../../home/new-home.js'
import type { YamlSite } from '../../home/node-yaml.js'
import type { Context } from '../../program.js'
import type { Terminal } from '../../terminal/terminal.js'

/** Between two asks at the door [ms]. */
const PAUSE = 1_000

/** Come into a community by an invitation: a data folder, the genesis, and admission. */
export async function join(from: string, choice: JoinChoice, { terminal, signal }: Context): Promise<ExitCode> {
  const { folder } = choice
  const scheme = opensslScheme()
  const invitation = await invitationFrom(from, terminal, terminal.now())
  const { seed, genesis } = (await isMade(folder))
    ? await goOn(folder, invitation)
    : await begin(folder, invitation, choice, signal)
  const pause = () => waited(PAUSE, signal)
  let account: number | undefined
  try {
    for await (const step of askAdmission(invitation, genesis, opensslSigner(seed), pause, signal)) {
      terminal.err(`${stepText(step)}\n`)
      if (step.kind !== 'admitted') continue
      account = step.account
      await knowAccount(fileIn(folder, FILES.config), account)
    }
  } catch (failure) {
    if (signal.aborted) throw new Interrupted()
    throw failure
  }
  const { name } = genesis.genesis
  const id = hex(genesisId(genesis.genesis))
  terminal.out(
    choice.json
      ? `${JSON.stringify({ schema: 'jazzgrid/joined@1', folder, account, community: name, genesis: id })}\n`
      : `${folder} is account ${account} of ${name}. Start it: jazzgrid node start --folder ${folder}\n`,
  )
  return EXIT.ok

  async function begin(path: string, by: Invitation, wishes: JoinChoice, stop: AbortSignal) {
    const community = await learnCommunity(by, scheme, stop)
    const made = newSeed()
    const { listen, apiPort } = wishes
    const site = siteOf(wishes)
    await makeHome(path, {
      seed: made,
      genesis: community.genesis,
      settings: {
        listen: listen.length === 0 ? ['/ip4/0.0.0.0/tcp/4001'] : listen,
        members: community.members,
        ...(site && { site }),
        api: { port: apiPort },
        ...(community.pace && { clock: community.pace }),
      },
    })
    terminal.err(
      `${path}: a key of its own, and the genesis of ${community.genesis.genesis.name}, as all founders signed it\n`,
    )
    return { seed: made, genesis: community.genesis }
  }

  async function goOn(path: string, by: Invitation): Promise<{ seed: Uint8Array; genesis: SignedGenesis }> {
    const found = await readGenesis(fileIn(path, FILES.genesis), scheme)
    if (hex(genesisId(found.genesis)) !== hex(by.community)) {
      throw new CodedError(
        'other-community',
        `${path} belongs to another community than the invitation. Name another folder.`,
      )
    }
    terminal.err(`${path} is there already: going on with its key\n`)
    return { seed: await readIdentityKey(fileIn(path, FILES.key)), genesis: found }
  }
}

const WHY: Readonly<Record<InvitationFault, string>> = {
  'no-invitation': 'it holds no invitation, which begins with jazzgrid: and goes on in one piece',
  malformed: 'it was cut off or changed on the way, or is of a newer version',
  'bad-signature': 'what stands in it is not what the inviter signed',
  expired: 'its time is over',
  'other-community': 'it invites to another community',
  'other-inviter': 'its inviter is not who it says',
}

async function invitationFrom(from: string, terminal: Terminal, now: number): Promise<Invitation> {
  const { text, name } = await textFrom(from, terminal)
  const reading = readInvitation(text, opensslScheme(), now)
  if (reading.kind === 'invitation') return reading.invitation
  const place = reading.place === undefined ? '' : ` (${reading.place})`
  throw new CodedError('bad-invitation', `${name}: ${WHY[reading.fault]}${place}. Ask the inviter for another.`)
}

async function textFrom(from: string, terminal: Terminal): Promise<{ text: string; name: string }> {
  if (from.startsWith('jazzgrid:')) return { text: from, name: 'the invitation' }
  if (from === '-')
    return { text: new TextDecoder().decode((await terminal.input()).slice(0, LONGEST_INVITATION + 1)), name: 'stdin' }
  const text = await readFile(from, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const advice = 'Give a file, - for stdin, or the text, which begins with jazzgrid:'
    throw new CodedError('bad-invitation', `${from} cannot be read (${cause.code}). ${advice}`, { cause })
  })
  return { text, name: from }
}

function siteOf({ scenario, site, case: name, seed }: JoinChoice): YamlSite | undefined {
  if (scenario === undefined && site === undefined) return undefined
  if (scenario === undefined || site === undefined) {
    throw new CodedError('incomplete', 'A simulated site needs both --scenario and --site.')
  }
  const set = ['time.warmUpDays=0']
  return { scenario, name: site, set, ...(name !== undefined && { case: name }), ...(seed !== undefined && { seed }) }
}

function stepText(step: AdmissionProgress): string {
  switch (step.kind) {
    case 'silent':
      return step.why
    case 'waiting':
      return `waiting to be admitted as account ${step.account}: ${step.votes} of ${step.needed} votes`
    case 'scheduled':
      return `admitted as account ${step.account} from height ${step.height} on; the community is at ${step.now}`
    case 'admitted':
      return `admitted as account ${step.account} at height ${step.height}`
  }
}

const isMade = (folder: string): Promise<boolean> =>
  access(fileIn(folder, FILES.key)).then(
    () => true,
    () => false,
  )

function waited(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
