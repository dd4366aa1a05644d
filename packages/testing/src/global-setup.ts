import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHub } from '@hub/hub'
import { readConfig } from '@hub/hub/config'
import { openDatabase } from '@hub/hub/database'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startCluster } from './cluster.ts'

/** Each hub has some twenty connections. */
const manyHubs = { max_connections: '400' }

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run's databases. */
    databaseUrl: string
    /** Name of the migrated database that each of them is a copy of. */
    templateDatabase: string
  }
}

interface Databases {
  url: string
  templateDatabase: string
  close(): Promise<void>
}

/** Suites and journeys of one run share them: the first project opens, the last one closes. */
let databases: Promise<Databases> | undefined
let projects = 0

/**
 * Starts the hub's own PostgreSQL for this run, unless `TEST_DATABASE_URL` names a server, and prepares one database
 * there; each hub of a test has a copy of it.
 */
export default async function setup(project: TestProject) {
  projects += 1
  databases ??= open()
  const { url, templateDatabase, close } = await databases
  project.provide('databaseUrl', url)
  project.provide('templateDatabase', templateDatabase)
  return async () => {
    projects -= 1
    if (projects === 0) await close()
  }
}

async function open(): Promise<Databases> {
  const given = process.env.TEST_DATABASE_URL || undefined
  const own = given === undefined ? await startCluster(manyHubs) : undefined
  const url = given ?? own!.url
  const templateDatabase = `hub_template_${process.pid}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database "${templateDatabase}"`)
  const target = new URL(url)
  target.pathname = `/${templateDatabase}`
  await prepare(target.href)
  return {
    url,
    templateDatabase,
    async close() {
      if (!own) await admin.query(`drop database "${templateDatabase}" with (force)`)
      await admin.end()
      await own?.stop()
    },
  }
}

/** A first start migrates, and makes the partitions of these months and the job queue. Copies start as a second one. */
async function prepare(url: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-data-'))
  const config = { ...readConfig({ DEMO: '0', LOG_LEVEL: 'error' }), dataDir }
  const hub = await createHub({ config, database: await openDatabase({ url }) })
  await hub.close()
  await rm(dataDir, { recursive: true, force: true })
}
