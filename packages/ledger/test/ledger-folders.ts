import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** Folders for the tests of one file; they are gone afterwards. */
export function ledgerFolders(): () => string {
  const root = mkdtempSync(join(tmpdir(), 'jazzgrid-ledger-'))
  let count = 0
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  return () => join(root, String(count++))
}
