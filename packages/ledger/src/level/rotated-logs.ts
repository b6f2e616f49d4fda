import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * LevelDB syncs the log that it writes to, and no other. When a log is full it goes on in a new one without having synced
 * the old, so until the old one's content stands in a table, a power cut could lose an earlier batch and keep a later one
 * that was synced. Here the logs that are no longer written to are synced too, and the folder when it has a new log.
 */
export class RotatedLogs {
  readonly #folder: string
  /** The newest log, and whether the folder was synced since it is there. */
  #current = ''

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Call it after a synced write: then everything that was written before it is on the disk. */
  async sync(): Promise<void> {
    // fixed width up to six digits, beyond it the longer name is the later one
    const logs = (await readdir(this.#folder))
      .filter((name) => /^\d+\.log$/.test(name))
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    const current = logs.pop() ?? ''
    for (const name of logs) await syncFile(join(this.#folder, name))
    if (current !== this.#current) {
      await syncFolder(this.#folder)
      this.#current = current
    }
  }
}

async function syncFile(path: string): Promise<void> {
  try {
    const file = await open(path, 'r+')
    try {
      await file.datasync()
    } finally {
      await file.close()
    }
  } catch (error) {
    // its content is in a table by now, and LevelDB syncs tables
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** Where folders cannot be opened as files (Windows) the file system keeps its names safe by a journal of its own. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
