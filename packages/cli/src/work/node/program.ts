import { cliVersion } from '../../version.js'

/** What data folders and status say that they were made by. */
export const program = (): string => `jazzgrid ${cliVersion()}`
