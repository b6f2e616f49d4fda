import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCommand, jazzgrid, ROOT } from './command.js'

const MAIN = join(ROOT, 'packages/cli/dist/main.js')
/** Until something that takes some rounds must have happened [ms]. */
const PATIENCE = 120_000

let folder: string
const nodes: ChildProcess[] = []
/** Every command as a person would type it: the guide shows the same. */
const typed: string[] = []

beforeAll(async () => {
  await buildCommand()
  folder = mkdtempSync(join(tmpdir(), 'jazzgrid-community-'))
}, 120_000)
afterAll(() => {
  for (const node of nodes) node.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function run(words: string): Promise<string> {
  if (!typed.includes(words)) typed.push(words)
  const { code, stdout, stderr } = await jazzgrid(words.split(' '), { cwd: folder })
  expect(code, `${words}\n${stderr}`).toBe(0)
  return stdout
}

const ask = async <T>(words: string): Promise<T> => JSON.parse(await run(`${words} --json`)) as T

function start(home: string): ChildProcess {
  const words = `node start --folder ${home}`
  typed.push(words)
  const node = spawn(process.execPath, [MAIN, ...words.split(' ')], { cwd: folder, stdio: 'ignore' })
  nodes.push(node)
  return node
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  throw new Error(`${what} did not happen within ${PATIENCE / 1000} s`)
}

interface Inspection {
  readonly ledger: { readonly height: number; readonly tips: readonly { account: number; incarnation: number }[] }
  readonly certificates: readonly { readonly height: number; readonly id: string; readonly state_root: string }[]
}

const ended = (node: ChildProcess) => new Promise((resolve) => node.once('exit', resolve))

describe('homes on one machine, with nothing but the command line', () => {
  it('found a community, take in a fifth by an invitation, and go on from a backup', { timeout: 420_000 }, async () => {
    await run('community create homes --scenario misono-day --homes 4 --speed 120 --lead 15')
    const founders = ['h1', 'h2', 'h3', 'h4'].map((home) => start(`homes/${home}`))
    for (const home of ['h1', 'h2', 'h3', 'h4']) await run(`node health --wait --folder homes/${home}`)

    writeFileSync(join(folder, 'invite.txt'), await run('community invite --folder homes/h1'))
    const words =
      'join invite.txt --folder homes/h5 --listen /ip4/127.0.0.1/tcp/0 --api-port 0 --scenario misono-day --site h5'
    const joining = run(words)
    await until('the ballot', async () => {
      const { ballots } = await ask<{ ballots: unknown[] }>('community members --folder homes/h2')
      return ballots.length > 0 ? true : undefined
    })
    for (const home of ['h2', 'h3']) await run(`community approve 4 --folder homes/${home}`)
    expect(await joining).toContain('homes/h5 is account 4 of misono-day')
    start('homes/h5')
    await run('node health --wait --folder homes/h5')

    const common = await until('a height that both hold', async () => {
      const [first, fifth] = await Promise.all(
        ['h1', 'h5'].map((home) => ask<Inspection>(`ledger inspect --folder homes/${home}`)),
      )
      const written = fifth.ledger.tips.some(({ account }) => account === 4)
      const last = fifth.certificates.at(-1)
      const same = first.certificates.find(({ height }) => height === last?.height)
      return written && last !== undefined && same !== undefined ? { last, same } : undefined
    })
    // who signed may differ: any quorum will do
    expect([common.last.id, common.last.state_root]).toEqual([common.same.id, common.same.state_root])

    expect(await run('node status --folder homes/h5')).toContain('5 members, 5 validate, 4 decide')
    expect(await run('peers --folder homes/h5')).toContain('of 4 connected')
    expect(await run('book --folder homes/h5')).toMatch(/^height \d+/)
    const { trades } = await ask<{ trades: unknown[] }>('trades --folder homes/h1')
    expect(trades.length).toBeGreaterThan(0)
    expect(await run('ledger verify --folder homes/h5')).toMatch(/^sound {2}heights 1 to/)

    await run('backup create h4.backup --folder homes/h4')
    const { ledger: before } = await ask<Inspection>('ledger inspect --folder homes/h4')
    await until('two more rounds', async () => {
      const { ledger } = await ask<Inspection>('ledger inspect --folder homes/h4')
      return ledger.height >= before.height + 2 ? true : undefined
    })
    await run('node stop --folder homes/h4')
    await ended(founders[3])
    await run('backup restore h4.backup --folder homes/h4-again')
    start('homes/h4-again')
    await run('node health --wait --folder homes/h4-again')
    await until('the next incarnation', async () => {
      const { ledger } = await ask<Inspection>('ledger inspect --folder homes/h1')
      return ledger.tips.find(({ account, incarnation }) => account === 3 && incarnation === 1)
    })

    expect(await run('mode stop --folder homes/h1')).toMatch(/^stop, since/)
    for (const home of ['h1', 'h2', 'h3', 'h5', 'h4-again']) await run(`node stop --folder homes/${home}`)
    expect(await run('ledger verify --folder homes/h4-again')).toMatch(/^sound/)
  })

  it('as the guide says, word for word', () => {
    const guide = readFileSync(join(ROOT, 'docs/guides/five-homes-on-one-lan.md'), 'utf8')
    const shown = [...guide.matchAll(/^jazzgrid (.*?)(?: +#.*| *[>&].*)?$/gm)].map(([, words]) => words.trim())
    const once = typed.filter((words) => !words.endsWith('--json'))
    expect(once.length).toBeGreaterThan(15)
    expect(once.filter((words) => !shown.includes(words))).toEqual([])
  })
})
