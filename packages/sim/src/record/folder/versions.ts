import { createRequire } from 'node:module'

/** What a run depends on beyond its scenario and seed. */
export interface Versions {
  readonly jazzgrid: string
  readonly node: string
  readonly xstate: string
  readonly rxjs: string
}

interface Manifest {
  readonly version: string
}

// JSON imports still warn on Node 20
const require = createRequire(import.meta.url)
// machines are the agents' own dependency, so it is looked up where they find it
const ofAgents = createRequire(import.meta.resolve('@jazzgrid/agent'))

/** The versions in this process, as their packages state them. */
export function versions(): Versions {
  return {
    jazzgrid: (require('../../../package.json') as Manifest).version,
    node: process.versions.node,
    xstate: (ofAgents('xstate/package.json') as Manifest).version,
    rxjs: (require('rxjs/package.json') as Manifest).version,
  }
}
