import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Person, until } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let dataDir: string
let hub: ChildProcess
let log = ''
let origin = ''

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-leaks-'))
  const environment = { ...process.env, DATA_DIR: dataDir, HUB_PORT: '0', DEMO: '0', LOG_LEVEL: 'trace' }
  const main = new URL('../main.ts', import.meta.url).pathname
  hub = spawn(process.execPath, [main], { env: { ...environment, DATABASE_URL: '', NODE_ENV: '' } })
  for (const output of [hub.stdout, hub.stderr]) output!.on('data', (chunk) => (log += String(chunk)))
  await until(() => /Server listening at (http:\/\/[\w.:]+)/.test(log), 80_000)
  origin = /Server listening at (http:\/\/[\w.:]+)/.exec(log)![1]!
}, 90_000)
afterAll(async () => {
  if (hub.exitCode === null) hub.kill('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function mailLink(to: string, path: string): Promise<string> {
  const link = new RegExp(`/${path}/([\\w-]{20,})`)
  const find = async () => {
    const files = await filesBelow(join(dataDir, 'mail')).catch(() => [])
    const written = files.filter((file) => file.endsWith('.json'))
    const mails = await Promise.all(written.map(async (file) => JSON.parse(await readFile(file, 'utf8'))))
    return mails.find((mail) => mail.to === to && link.test(mail.text))
  }
  await until(async () => (await find()) !== undefined)
  return link.exec((await find()).text)![1]!
}

test('passwords, cookies, CSRF tokens and links of mails are in no log and in no file of the database', async () => {
  const password = 'une phrase bien longue et unique'
  const names = { first_name: 'Zoé', last_name: 'Martin', locale: 'fr-FR' }
  const form = {
    name: 'Roma',
    location_name: 'Lille',
    country: 'FR',
    timezone: 'Europe/Paris',
    currency: 'EUR',
  }
  const zoe = new Person(origin)
  expect((await zoe.post('/signup', { ...names, email: 'zoe@hub.test', password })).status).toBe(200)
  const secrets = [password, await zoe.csrf(), zoe.cookies.hub_session!]
  const verify = await mailLink('zoe@hub.test', 'verify')
  expect((await zoe.post(`/verify/${verify}`)).status).toBe(200)
  const { body: account } = await zoe.post('/accounts', form)
  const guest = { email: 'guest@hub.test', role: 'manager' }
  expect((await zoe.post(`/accounts/${account.account_id}/permissions`, guest)).status).toBe(200)
  const invitation = await mailLink('guest@hub.test', 'invitation')
  const visitor = new Person(origin)
  expect((await visitor.get(`/invitations/${invitation}`)).status).toBe(200)
  await visitor.post('/password/forgot', { email: 'zoe@hub.test' })
  const reset = await mailLink('zoe@hub.test', 'reset_password')
  expect((await visitor.post(`/password/reset/${reset}`, { password: `${password} 2` })).status).toBe(204)
  for (const page of [`/verify/${verify}`, `/invitation/${invitation}`, `/reset_password/${reset}`])
    await fetch(origin + page)
  secrets.push(verify, invitation, reset, visitor.cookies.hub_visitor!)

  const ended = new Promise((resolve) => hub.once('exit', resolve))
  hub.kill('SIGTERM')
  await ended
  expect(log).toContain('/api/password/reset/***')
  const files = (await filesBelow(dataDir)).filter((file) => !file.startsWith(join(dataDir, 'mail')))
  expect(files.length).toBeGreaterThan(10)
  const places = [log, ...(await Promise.all(files.map((file) => readFile(file, 'latin1'))))]
  const leaked = secrets.filter((secret) => places.some((text) => text.includes(secret)))
  expect(leaked).toEqual([])
}, 120_000)
