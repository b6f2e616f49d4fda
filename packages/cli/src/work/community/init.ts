import { newSeed, opensslSigner } from '@jazzgrid/ledger/openssl'
import type { InitChoice } from '../../command/community/init.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { makeHome } from '../../home/new-home.js'
import type { Terminal } from '../../terminal/terminal.js'

/** Make a data folder with a new key, and say the public one: whoever founds a community needs it. */
export async function init(
  folder: string,
  { listen, apiPort, json }: InitChoice,
  terminal: Terminal,
): Promise<ExitCode> {
  const seed = newSeed()
  const addresses = listen.length === 0 ? ['/ip4/0.0.0.0/tcp/4001'] : listen
  await makeHome(folder, { seed, settings: { listen: addresses, members: [], api: { port: apiPort } } })
  const key = Buffer.from(opensslSigner(seed).key).toString('hex')
  if (json) terminal.out(`${JSON.stringify({ schema: 'jazzgrid/home@1', folder, key })}\n`)
  else {
    terminal.out(`${key}\n`)
    terminal.err(`${folder} has a key of its own; this is the public one. Found a community with it, or join one.\n`)
  }
  return EXIT.ok
}
