import { createRequire } from 'node:module'

/** The version of this package, as its package.json states it. */
export const cliVersion = (): string =>
  (createRequire(import.meta.url)('../package.json') as { version: string }).version
