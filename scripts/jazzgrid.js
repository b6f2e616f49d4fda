import { ensureBuilt } from './built.js'

// `pnpm start` and `pnpm jazzgrid`: build what is not built, then be the command.
if (await ensureBuilt()) {
  await import('../packages/cli/dist/main.js')
} else {
  process.exitCode = 1
}
