import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NodeClient, unreachable } from './node-client.js'

/** Where a running node says how to reach it, within its data folder. */
export const API_FILE = 'api.json'
/** The token that the command line uses. */
export const ADMIN_TOKEN_FILE = 'admin.token'

export interface ApiFile {
  readonly schema: 'jazzgrid/api@1'
  readonly url: string
  readonly pid: number
}

/** A client of the node that runs on this data folder. Throws ApiError `unreachable` where none does. */
export async function openNode(folder: string): Promise<NodeClient> {
  try {
    const { url } = JSON.parse(await readFile(join(folder, API_FILE), 'utf8')) as ApiFile
    const token = await readFile(join(folder, ADMIN_TOKEN_FILE), 'utf8')
    return new NodeClient(url, token.trim())
  } catch (cause) {
    throw unreachable(folder, cause)
  }
}
