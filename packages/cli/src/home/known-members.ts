import { readFile, writeFile } from 'node:fs/promises'
import { CodedError } from '@jazzgrid/units'
import type { KnownMember } from './node-yaml.js'

const MEMBERS = /^members:[ \t]*(?:\[[^\n]*\][ \t]*)?\n(?:[ \t]+[^\n]*\n|[ \t]*-[^\n]*\n)*/m

/** Put where members can be found into a `node.yaml`, in the place of what it said of them; the rest stays as it is. */
export async function knowMembers(file: string, members: readonly KnownMember[]): Promise<void> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new CodedError('cannot-read', `${file} cannot be read (${cause.code}): make the folder with jazzgrid init`, {
      cause,
    })
  })
  await writeFile(file, withMembers(text, members))
}

/** Pure. A block `members:` at the top level is replaced, or added at the end. */
export function withMembers(text: string, members: readonly KnownMember[]): string {
  const block =
    members.length === 0
      ? 'members: []\n'
      : `members:\n${members.map((each) => `  - ${JSON.stringify(each)}\n`).join('')}`
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`
  return MEMBERS.test(whole) ? whole.replace(MEMBERS, () => block) : `${whole}${block}`
}

/** Put the number of the own account into a `node.yaml`. */
export async function knowAccount(file: string, account: number): Promise<void> {
  await writeFile(file, withAccount(await readFile(file, 'utf8'), account))
}

/** Pure. */
export function withAccount(text: string, account: number): string {
  const line = `account: ${account}\n`
  return /^account:[^\n]*\n/m.test(text) ? text.replace(/^account:[^\n]*\n/m, line) : `${text}${line}`
}
