import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const STAMP = join(root, 'packages/cli/dist/.built')
const LOCK = join(root, 'node_modules/.jazzgrid-build')
/** A build that takes longer than this has died [ms]. */
const LOCK_LIFE = 180_000

/**
 * Build the packages where any source is newer than the last build. Everything it says goes to stderr: stdout belongs to
 * the command that runs next.
 * @returns {Promise<boolean>} whether there is a build to run
 */
export async function ensureBuilt() {
  if (isFresh()) return true
  await lock()
  try {
    return isFresh() || (await build())
  } finally {
    rmSync(LOCK, { recursive: true, force: true })
  }
}

async function build() {
  const started = Date.now()
  process.stderr.write('Building the packages (needed once, and after an edit) ... ')
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const child = spawn(process.execPath, [tsc, '-b', '--pretty', 'false'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  const code = await new Promise((done) => child.on('close', done))
  if (code !== 0) {
    process.stderr.write(`failed\n${said}`)
    return false
  }
  writeFileSync(STAMP, '')
  utimesSync(STAMP, started / 1000, started / 1000) // what is edited during the build is newer than the stamp
  process.stderr.write(`done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
  return true
}

function isFresh() {
  const stamp = statSync(STAMP, { throwIfNoEntry: false })
  if (stamp === undefined) return false
  const projects = ['packages', 'agents'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(root, group, name)),
  )
  return projects.every((project) => {
    if (!existsSync(join(project, 'tsconfig.json'))) return true
    if (!existsSync(join(project, 'dist/index.js'))) return false
    return newest(join(project, 'src')) <= stamp.mtimeMs && newest(join(project, 'tsconfig.json')) <= stamp.mtimeMs
  })
}

/** The latest change under a path [UTC ms]; a folder changes when a file in it comes or goes. */
function newest(path) {
  const found = statSync(path)
  if (!found.isDirectory()) return path.endsWith('.test.ts') ? 0 : found.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), found.mtimeMs)
}

/** Two commands started together on a fresh clone must not write the same files: the second waits for the first. */
async function lock() {
  for (;;) {
    try {
      mkdirSync(LOCK)
      return
    } catch (failure) {
      if (failure.code !== 'EEXIST') throw failure
      const held = statSync(LOCK, { throwIfNoEntry: false })
      if (held !== undefined && Date.now() - held.mtimeMs > LOCK_LIFE) rmSync(LOCK, { recursive: true, force: true })
      await sleep(200)
    }
  }
}
