export { EXIT, type ExitCode } from './exit-code.js'
export { type Context, runCommand } from './program.js'
export type { Style, Terminal } from './terminal/terminal.js'
