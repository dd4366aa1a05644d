import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Syncs a folder and everything in it to the disk. The files of one folder are synced concurrently: a disk syncs many
 * in little more time than one. Folders are synced one by one, because a process cannot open that many files.
 */
export async function syncFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  await Promise.all(entries.filter((entry) => entry.isFile()).map(({ name }) => sync(join(folder, name))))
  for (const entry of entries) if (entry.isDirectory()) await syncFolder(join(folder, entry.name))
  await sync(folder)
}

/** Syncs a file's bytes, or the names in a folder. */
export async function sync(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
