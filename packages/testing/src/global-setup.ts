import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@hub/hub/database'
import { migrate } from '@hub/hub/migrate'
import { migrations } from '@hub/hub/migrations'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of a dumped PGlite data folder, migrated. */
    snapshotPath: string
    /** Name of a migrated template database, when the suites run on PostgreSQL. */
    templateDatabase: string
  }
}

/** Migrates one database per run; each hub of a test starts from a copy of it. */
export default async function setup(project: TestProject) {
  const { TEST_DATABASE_URL: url } = process.env
  return url === undefined || url === '' ? preparePGlite(project) : preparePostgres(project, url)
}

async function preparePGlite(project: TestProject) {
  const database = await openDatabase({})
  if (database.kind !== 'pglite') throw new Error('expected PGlite')
  await migrate(database.db, migrations)
  const folder = await mkdtemp(join(tmpdir(), 'hub-snapshot-'))
  const snapshotPath = join(folder, 'data.tar')
  const dump = await database.pglite.dumpDataDir('none')
  await writeFile(snapshotPath, Buffer.from(await dump.arrayBuffer()))
  await database.db.destroy()
  project.provide('snapshotPath', snapshotPath)
  project.provide('templateDatabase', '')
  return () => rm(folder, { recursive: true, force: true })
}

async function preparePostgres(project: TestProject, url: string) {
  const templateDatabase = `hub_template_${process.pid}_${project.name}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database "${templateDatabase}"`)
  const target = new URL(url)
  target.pathname = `/${templateDatabase}`
  const database = await openDatabase({ url: target.href })
  await migrate(database.db, migrations)
  await database.db.destroy()
  project.provide('snapshotPath', '')
  project.provide('templateDatabase', templateDatabase)
  return async () => {
    await admin.query(`drop database "${templateDatabase}" with (force)`)
    await admin.end()
  }
}
