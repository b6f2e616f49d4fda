import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { FILES, readIdentityKey, writeGenesis } from '@jazzgrid/node/daemon'
import { LocalTime } from '@jazzgrid/sim'
import type { SignChoice } from '../../command/community/community.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import {
  completed,
  founderOf,
  merged,
  readFounding,
  signed,
  unsigned,
  writeFounding,
} from '../../home/founding-file.js'
import { knowMembers } from '../../home/known-members.js'
import { fileIn } from '../../home/new-home.js'
import type { Terminal } from '../../terminal/terminal.js'
import { folderOf, ownZone } from '../node/node-connection.js'

/** Sign a founding; when everybody has, the data folder belongs to the community. */
export async function sign(files: readonly string[], choice: SignChoice, terminal: Terminal): Promise<ExitCode> {
  const folder = folderOf(choice, terminal)
  const scheme = opensslScheme()
  const founding = merged(await Promise.all(files.map((file) => readFounding(file, scheme))))
  const signer = opensslSigner(await readIdentityKey(fileIn(folder, FILES.key)))
  const account = founderOf(founding, signer)
  const next = signed(founding, signer)
  await writeFounding(files[0], next)
  const genesis = completed(next)
  if (genesis !== undefined) {
    await writeGenesis(fileIn(folder, FILES.genesis), genesis)
    await knowMembers(
      fileIn(folder, FILES.config),
      next.members.filter((member) => member.account !== account),
    )
  }
  const missing = unsigned(next)
  if (choice.json) {
    terminal.out(
      `${JSON.stringify({ schema: 'jazzgrid/founding-signed@1', file: files[0], account, unsigned: missing })}\n`,
    )
    return EXIT.ok
  }
  const { name, startsAt, settlement } = next.genesis
  const begins = new LocalTime(ownZone(terminal)).stamp(startsAt)
  const prices = [settlement.retail[0], settlement.feedIn[0]].map((each) => (each / 1000).toFixed(1)).join(' and ')
  terminal.out(`signed as account ${account}: ${name}, from ${begins}, supplier ${prices} per kWh\n`)
  terminal.out(
    missing.length === 0
      ? `all have signed: ${folder} belongs to ${name}. Start it: jazzgrid node start --folder ${folder}\n`
      : `still to sign: ${missing.map((each) => `account ${each}`).join(', ')}. Pass ${files[0]} on.\n`,
  )
  return EXIT.ok
}
