#!/usr/bin/env node
import { EXIT } from './exit-code.js'
import { runCommand } from './program.js'
import { processTerminal } from './terminal/process-terminal.js'

const interrupt = new AbortController()
process.on('SIGINT', () => {
  if (interrupt.signal.aborted) process.exit(EXIT.interrupted) // a second Ctrl-C does not wait
  interrupt.abort()
})

process.exitCode = await runCommand(process.argv.slice(2), { terminal: processTerminal(), signal: interrupt.signal })
