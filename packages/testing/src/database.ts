import { randomUUID } from 'node:crypto'
import { openDatabase } from '@hub/hub/database'
import pg from 'pg'
import { inject } from 'vitest'

export interface TestDatabase {
  /** How a further process, or the same hub again, opens it. */
  setting: { url: string }
  drop(): Promise<void>
}

/** A database of the test's own, already migrated, on the run's own PostgreSQL or that of `TEST_DATABASE_URL`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const url = inject('databaseUrl')
  const name = `hub_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const admin = async (text: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(text)
    await client.end()
  }
  // Copied as files: page by page, through the log, would cost twice the processor time.
  await admin(`create database ${name} template "${inject('templateDatabase')}" strategy file_copy`)
  const target = new URL(url)
  target.pathname = `/${name}`
  return { setting: { url: target.href }, drop: () => admin(`drop database ${name} with (force)`) }
}

export { openDatabase }
