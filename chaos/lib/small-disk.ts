import { spawnSync } from 'node:child_process'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const mark = 'CHAOS_OWN_MOUNTS'

/** Whether what this process mounts is seen by it and its children alone, and goes with them. */
export const hasOwnMounts = () => process.env[mark] === '1'

/**
 * Runs this program again, where it may mount.
 * @returns its exit code, or undefined where no mount is allowed
 */
export function runWithOwnMounts(): number | undefined {
  const options = process.getuid?.() === 0 ? ['-m'] : ['-U', '-r', '-m']
  const trial = ['sh', '-c', 'mount -t tmpfs tmpfs /tmp']
  if (spawnSync('unshare', [...options, ...trial], { stdio: 'ignore' }).status !== 0) return undefined
  const command = [process.execPath, ...process.argv.slice(1)]
  const environment = { ...process.env, [mark]: '1' }
  return spawnSync('unshare', [...options, ...command], { stdio: 'inherit', env: environment }).status ?? 1
}

/** Mounts a disk of that size, kept in memory, on a folder. @returns unmounts it */
export function mountSmallDisk(folder: string, sizeMb: number): () => void {
  const { status, stderr } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=700`, 'tmpfs', folder],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`No disk on ${folder}: ${stderr.trim()}`)
  return () => void spawnSync('umount', ['-l', folder])
}

const blocks = [1024 * 1024, 4096].map((bytes) => Buffer.alloc(bytes))
/** PostgreSQL frees room, too: it is taken as soon as it is there. */
const takeEveryMs = 10

async function take(file: FileHandle): Promise<void> {
  for (const block of blocks) {
    try {
      for (;;) await file.write(block)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
}

/** Takes all room of the disk of that folder, and what becomes free, until it is given back. */
export async function fillDisk(folder: string): Promise<{ giveBack(): Promise<void> }> {
  const path = join(folder, 'filler')
  const file = await open(path, 'w')
  await take(file)
  let isOver = false
  const taking = (async () => {
    while (!isOver) {
      await take(file)
      await pause(takeEveryMs)
    }
  })()
  return {
    async giveBack() {
      isOver = true
      await taking
      await file.close()
      await rm(path)
    },
  }
}
