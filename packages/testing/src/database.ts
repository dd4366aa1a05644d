import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type DatabaseSetting, openDatabase } from '@hub/hub/database'
import pg from 'pg'
import { inject } from 'vitest'

export interface TestDatabase {
  /** How a further process, or the same hub again, opens it. PGlite in memory can be opened once only. */
  setting: DatabaseSetting
  drop(): Promise<void>
}

/** A database of the test's own, already migrated: PostgreSQL when `TEST_DATABASE_URL` is set, else PGlite. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { TEST_DATABASE_URL: url } = process.env
  if (url === undefined || url === '') {
    const snapshot = new Blob([await readFile(inject('snapshotPath'))])
    return { setting: { snapshot }, drop: async () => undefined }
  }
  const name = `hub_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const admin = async (text: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(text)
    await client.end()
  }
  await admin(`create database ${name} template "${inject('templateDatabase')}"`)
  const target = new URL(url)
  target.pathname = `/${name}`
  return { setting: { url: target.href }, drop: () => admin(`drop database ${name} with (force)`) }
}

export { openDatabase }
