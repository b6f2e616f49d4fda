import { createRequire } from 'node:module'

/** What a run depends on beyond its scenario and seed. */
export interface Versions {
  readonly jazzgrid: string
  readonly node: string
  readonly xstate: string
  readonly rxjs: string
}

const require = createRequire(import.meta.url)

const versionOf = (name: string): string => (require(`${name}/package.json`) as { version: string }).version

/** The versions in this process, as their packages state them. */
export function versions(): Versions {
  return {
    jazzgrid: versionOf('@jazzgrid/sim'),
    node: process.versions.node,
    xstate: versionOf('xstate'),
    rxjs: versionOf('rxjs'),
  }
}
