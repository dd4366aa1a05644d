import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Has a folder and all in it on the disk. The files of one folder at once: a disk syncs many in little more than the
 * time of one; not all files: a process may not open that many.
 */
export async function syncFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  await Promise.all(entries.filter((entry) => entry.isFile()).map(({ name }) => sync(join(folder, name))))
  for (const entry of entries) if (entry.isDirectory()) await syncFolder(join(folder, entry.name))
  await sync(folder)
}

/** A file's bytes, or the names in a folder. */
export async function sync(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
