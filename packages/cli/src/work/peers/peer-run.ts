import { type Outcome, valueId } from '@jazzgrid/consensus'
import { speedClock } from '@jazzgrid/node'
import { startNode } from '@jazzgrid/node/run'
import { resolveScenario, SiteLife } from '@jazzgrid/sim'
import { EXIT, type ExitCode } from '../../exit-code.js'
import type { Context } from '../../program.js'
import { eventLine, type PeerEvent } from './peer-event.js'
import { readPeerFolder } from './peer-folder.js'
import { RunningStatements } from './running-statements.js'

/** Run the peer of a folder until it is told to stop: by a signal, or by the end of its input. */
export async function peerRun(folder: string, { terminal, signal }: Context): Promise<ExitCode> {
  const { config, genesis, seed, ledger } = await readPeerFolder(folder)
  const { site, speed, anchor } = config
  const say = (event: PeerEvent) => terminal.out(eventLine(event))
  const scenario = await resolveScenario(site.scenario, { case: site.case, seed: site.seed, set: site.set })
  const life = new SiteLife(scenario, site.name)
  const statements = new RunningStatements(genesis.genesis.members.length)
  let neighbours = 0
  const certified = ({ value, result }: Outcome) => {
    statements.add(result.settled)
    const { trades } = result.report
    say({
      event: 'certified',
      height: value.height,
      at_ms: value.at,
      certificate: Buffer.from(valueId(value)).toString('hex'),
      trades: trades.length,
      energy_wh: trades.reduce((sum, { quantity }) => sum + quantity, 0),
      turnover_micro: trades.reduce((sum, { quantity, price }) => sum + quantity * price, 0),
      statements: statements.hash,
      neighbours,
    })
  }
  const node = await startNode({
    genesis,
    account: config.account,
    seed,
    folder: ledger,
    listen: config.listen,
    addresses: new Map(config.addresses),
    clock: speedClock(speed, anchor),
    speed,
    site: life,
    watch: {
      onLived: ({ result }) => statements.add(result.settled),
      onCertified: certified,
      onUndecided: (at_ms, reached) => say({ event: 'undecided', at_ms, ...reached }),
      onAlarm: ({ what }) => say({ event: 'alarm', what }),
      onFault: (fault) => terminal.err(`${site.name}: ${fault instanceof Error ? fault.message : fault}\n`),
      onNeighbours: (count) => {
        neighbours = count
      },
    },
  })
  say({ event: 'ready', site: site.name, height: node.host.peer.state.height, addresses: node.addresses })
  await stopped(signal)
  await node.stop()
  life.stop()
  say({ event: 'stopped', height: node.host.peer.state.height, statements: statements.lines })
  return EXIT.ok
}

/** Whoever started this process holds its input open; when that ends, nobody is there to watch any more. */
function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
    process.once('SIGTERM', () => resolve())
    process.stdin.once('end', () => resolve())
    process.stdin.resume()
  })
}
