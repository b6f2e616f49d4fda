import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname } from 'node:path'

/** An editor writes a file in several steps [ms]. */
const SETTLE = 200

/** Calls when a file is written, replaced or comes into being. @returns the end of it. */
export function watchFile(file: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(changed, SETTLE)
  }
  let watcher: FSWatcher | undefined
  try {
    // its folder: who replaces the file leaves a watcher on the old one
    watcher = watch(dirname(file), (_, name) => {
      if (name === null || name === basename(file)) soon()
    })
    watcher.on('error', () => watcher?.close())
  } catch {
    // some file systems cannot be watched; SIGHUP and the API are left
  }
  return () => {
    clearTimeout(timer)
    watcher?.close()
  }
}
