import { join } from 'node:path'
import { FILES, NodeDaemon, type SiteConfig } from '@jazzgrid/node/daemon'
import { resolveScenario, SiteLife } from '@jazzgrid/sim'
import { EXIT, type ExitCode } from '../../exit-code.js'
import type { Context } from '../../program.js'
import { printable } from '../../terminal/printable.js'
import { eventLine, type PeerEvent } from '../peers/peer-event.js'
import { PeerTelling } from '../peers/peer-telling.js'
import { nodeConfigFile } from './node-config-file.js'
import { program } from './program.js'

export interface StartChoice {
  readonly set?: readonly string[]
  /** Print what happens as one JSON object a line, and stop when the input ends. */
  readonly events?: true
}

/** Run the node of a data folder until it is told to stop. */
export async function nodeStart(folder: string, choice: StartChoice, context: Context): Promise<ExitCode> {
  const { terminal } = context
  const log = (line: string) => terminal.err(`${line.split('\n').map(printable).join('\n')}\n`)
  const say = (event: PeerEvent) => {
    if (choice.events) terminal.out(eventLine(event))
  }
  const telling = new PeerTelling(say, choice.events ? () => {} : log)
  const asked = stopAsked(context, choice.events === true)
  const daemon = await NodeDaemon.start({
    folder,
    config: nodeConfigFile(join(folder, FILES.config), {
      environment: terminal.environment,
      ...(choice.set && { set: choice.set }),
    }),
    openSite,
    program: program(),
    log,
    watch: telling.watch,
  })
  const reload = () => void daemon.reload()
  process.on('SIGHUP', reload)
  const { live } = daemon
  if (live !== undefined) telling.ready(live)
  if (!choice.events) {
    const site = live?.memory === undefined ? 'no site' : live.memory.name
    log(live === undefined ? `API at ${daemon.url}` : `${site}, account ${live.account}: API at ${daemon.url}`)
  }
  await Promise.race([asked, daemon.stopAsked])
  await daemon.stopped()
  process.off('SIGHUP', reload)
  telling.stopped()
  if (!choice.events) log('stopped; everything that was signed is on the disk')
  return EXIT.ok
}

async function openSite({ scenario: name, case: variant, name: site, seed, set }: SiteConfig) {
  const scenario = await resolveScenario(name, { case: variant, set, ...(seed !== undefined && { seed }) })
  const life = new SiteLife(scenario, site)
  return { site: life, close: () => life.stop() }
}

/** By SIGTERM, by Ctrl-C; and by the end of the input, where whoever started this process holds it open. */
function stopAsked({ signal }: Context, byInput: boolean): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
    process.once('SIGTERM', () => resolve())
    if (!byInput) return
    process.stdin.once('end', () => resolve())
    process.stdin.resume()
  })
}
