import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ServerProcess } from '../../bench/lib/process.ts'
import { descendantsOf, familyMemory, openFiles } from '../../bench/lib/processes.ts'

/** What a hub and its own PostgreSQL hold at one moment. */
export interface Footprint {
  /** Resident memory of the hub. */
  hubMb: number
  /** Memory of PostgreSQL's processes; what they share counts once. */
  postgresMb: number
  hubFiles: number
  postgresFiles: number
  /** The write-ahead log. */
  walMb: number
  tablesMb: number
  /** All else in the data folder. */
  otherMb: number
}

const megabyte = 1024 * 1024

/** Bytes of all files below a folder; one that goes meanwhile counts nothing. */
async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const sizes = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return folderBytes(path)
      return stat(path).then(
        ({ size }) => size,
        () => 0,
      )
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

export async function footprintOf(hub: ServerProcess, dataDir: string): Promise<Footprint> {
  const pid = hub.child.pid!
  const postgres = (await descendantsOf(pid)).filter(({ name }) => name === 'postgres').map((one) => one.pid)
  const cluster = join(dataDir, 'postgres')
  const [hubMb, { postgresMb }, hubFiles, postgresFiles, all, wal, base, shared] = await Promise.all([
    hub.memoryMb(),
    familyMemory(pid),
    openFiles([pid]),
    openFiles(postgres),
    folderBytes(dataDir),
    folderBytes(join(cluster, 'pg_wal')),
    folderBytes(join(cluster, 'base')),
    folderBytes(join(cluster, 'global')),
  ])
  return {
    hubMb,
    postgresMb,
    hubFiles,
    postgresFiles,
    walMb: wal / megabyte,
    tablesMb: (base + shared) / megabyte,
    otherMb: (all - wal - base - shared) / megabyte,
  }
}
