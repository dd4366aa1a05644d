import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, freePort } from '@hub/testing'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { runHub } from './embedded/testing/run-hub.ts'
import { type Database, identifier, openDatabase } from './index.ts'
import { checkServer, type DatabaseServerError, problemOf } from './server-check.ts'

let own: Awaited<ReturnType<typeof createTestDatabase>>
let admin: Database
beforeAll(async () => {
  own = await createTestDatabase()
  admin = await openDatabase(own.setting)
})
afterAll(async () => {
  await admin.close()
  await own.drop()
})

/** What is said of the server with that change of its URL; undefined when it can be used. */
async function refusal(change: (url: URL) => unknown): Promise<DatabaseServerError | undefined> {
  const url = new URL(own.setting.url)
  change(url)
  const database = await openDatabase({ url: url.href })
  try {
    await checkServer(database)
    return undefined
  } catch (error) {
    return error as DatabaseServerError
  } finally {
    await database.close()
  }
}

test('a server that can be used is', async () => {
  expect(await refusal(() => undefined)).toBeUndefined()
})

test('a database that does not exist is refused for good, by name (operations C2)', async () => {
  expect(await refusal((url) => (url.pathname = '/no_such_database'))).toMatchObject({
    message: expect.stringMatching(
      /^The hub cannot use DATABASE_URL \(user .*, database no_such_database, .*\): database "no_such_database" does not exist\.$/,
    ),
    mayPass: false,
  })
})

test('a user who may not create tables in an empty database is refused (operations C2)', async () => {
  const name = `hub_test_${randomUUID().slice(0, 8)}`
  await admin.db`create role ${identifier(name)} login password 'weak'`
  await admin.db`create database ${identifier(name)}`
  onTestFinished(async () => {
    await admin.db`drop database ${identifier(name)} with (force)`
    await admin.db`drop role ${identifier(name)}`
  })
  const asThatUser = (url: URL) => {
    Object.assign(url, { username: name, password: 'weak', pathname: `/${name}` })
  }
  expect(await refusal(asThatUser)).toMatchObject({
    message: expect.stringContaining('its user may not create tables there. Make that user the owner'),
    mayPass: false,
  })
  await admin.db`alter database ${identifier(name)} owner to ${identifier(name)}`
  expect(await refusal(asThatUser)).toBeUndefined()
  const onTablesOfOthers = (url: URL) => Object.assign(url, { username: name, password: 'weak' })
  expect(await refusal(onTablesOfOthers)).toMatchObject({
    message: expect.stringContaining('the tables there belong to another user'),
    mayPass: false,
  })
})

test('a server that takes no writes may take them later', async () => {
  expect(
    await refusal((url) => url.searchParams.set('options', '-c default_transaction_read_only=on')),
  ).toMatchObject({ message: expect.stringContaining('it takes no writes'), mayPass: true })
})

test('a server older than PostgreSQL 15 is refused (operations C3)', () => {
  const facts = { version: 140_012, isReadOnly: false, isNew: true, mayUse: true }
  expect(problemOf(facts)).toBe('it is PostgreSQL 14, and the hub needs PostgreSQL 15 or newer')
  expect(problemOf({ ...facts, version: 150_000 })).toBeUndefined()
})

test('the hub says so in a sentence without the password, and ends with a code (operations C2)', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hub-data-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const port = await freePort()
  const away = `postgres://hub:geheim@127.0.0.1:${port}/orders`
  expect(await runHub(dataDir, [], { DATABASE_URL: away })).toEqual({
    // Another start may find it.
    code: 1,
    stderr: `The hub cannot use DATABASE_URL (user hub, database orders, 127.0.0.1:${port}): connect ECONNREFUSED 127.0.0.1:${port}.\n`,
  })
  const wrong = new URL(own.setting.url)
  wrong.pathname = '/no_such_database'
  expect(await runHub(dataDir, [], { DATABASE_URL: wrong.href })).toEqual({
    code: 78,
    stderr: expect.stringMatching(/^The hub cannot use DATABASE_URL .* does not exist\.\n$/),
  })
})
