import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@hub/hub/database'
import { type FamilyUsage, familyUsage } from './processes.ts'
import { runSql } from './sql.ts'

/** Where a cluster's files are. */
export const places = ['disk', 'memory'] as const
export type Place = (typeof places)[number]

export const placeName: Readonly<Record<Place, string>> = {
  disk: `on the disk (${tmpdir()})`,
  memory: 'in memory (/dev/shm)',
}
const folders: Readonly<Record<Place, string>> = { disk: tmpdir(), memory: '/dev/shm' }
const neededMb = 2048
/** Of `statfs`, for tmpfs. */
const memoryType = 0x01021994

/** The PostgreSQL that `npm start` brings, with its settings, for a benchmark alone. */
export interface Cluster {
  place: Place
  /** Makes an empty database. @returns its URL */
  createDatabase(name: string): Promise<string>
  dropDatabase(name: string): Promise<void>
  /** Processor time of all its processes so far, in seconds. */
  cpuSeconds(): Promise<number>
  usage(): Promise<FamilyUsage>
  stop(): Promise<void>
}

/** @throws {Error} when the folder has too little room, or is not what it is taken for */
async function checkFolder(place: Place): Promise<void> {
  const { type, bavail, bsize } = await statfs(folders[place])
  const freeMb = Math.round((bavail * bsize) / 1024 / 1024)
  if (freeMb < neededMb)
    throw new Error(`${folders[place]} has ${freeMb} MB free, and a benchmark needs ${neededMb} MB`)
  if (place === 'disk' && type === memoryType)
    throw new Error(`${folders.disk} is kept in memory: set TMPDIR to a folder of the disk`)
}

/**
 * Starts a cluster whose WAL files are there already. It ends with this process.
 * @param settings beside those of every hub
 */
export async function startCluster(
  place: Place,
  settings: Readonly<Record<string, string>> = {},
): Promise<Cluster> {
  await checkFolder(place)
  const dataDir = await mkdtemp(join(folders[place], 'hub-bench-'))
  const { url, stop } = await startEmbedded({ dataDir, settings })
  const [postmaster] = (await runSql(url, `select pg_read_file('postmaster.pid');`)).split('\n')
  await recycleWal(url)
  const usage = () => familyUsage(Number(postmaster))
  const admin = (sql: string) => runSql(url, sql)
  return {
    place,
    async createDatabase(name) {
      await admin(`create database ${name};`)
      const target = new URL(url)
      target.pathname = `/${name}`
      return target.href
    },
    async dropDatabase(name) {
      await admin(`drop database if exists ${name} with (force); checkpoint;`)
    },
    cpuSeconds: async () => (await usage()).cpuSeconds,
    usage,
    async stop() {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * Writes more than `max_wal_size` into the WAL, twice. A fresh cluster creates and fills a new file for each 16 MB, and
 * writes 5 to 10 times slower than one that uses its old files again.
 */
async function recycleWal(url: string): Promise<void> {
  const fill = `select count(pg_logical_emit_message(false, 'bench', repeat('x', 1000000))) from generate_series(1, 320);`
  await runSql(url, `${fill} checkpoint; ${fill} checkpoint;`)
}
