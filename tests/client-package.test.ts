import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type App, freePort, startHub, type TestAccount, type TestHub, until } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')

let folder: string
let installed: string
let oldNode: string
let hub: TestHub
let account: TestAccount
let shop: App
let kitchen: App
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-client-'))
  oldNode = await findOldNode()
  installed = await install(await pack())
  hub = await startHub()
  account = await hub.account()
  shop = await hub.app('Webshop', { account })
  kitchen = await hub.app('Kitchen', { account })
}, 300_000)
afterAll(async () => {
  await hub?.close()
  await rm(folder, { recursive: true, force: true })
})

/** `npm pack` in a copy of the workspace: packing rewrites the manifest for a moment, and other tests read it. */
async function pack(): Promise<string> {
  const copy = join(folder, 'workspace')
  const isSource = (path: string) => !/[/\\](dist|node_modules)$/.test(path)
  for (const name of ['client', 'contract'])
    await cp(join(root, 'packages', name), join(copy, 'packages', name), {
      recursive: true,
      filter: isSource,
    })
  await cp(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'))
  await mkdir(join(copy, 'node_modules', '@hub'), { recursive: true })
  for (const name of await readdir(modules))
    if (name !== '@hub' && name !== '.cache')
      await symlink(join(modules, name), join(copy, 'node_modules', name))
  for (const name of ['client', 'contract'])
    await symlink(join(copy, 'packages', name), join(copy, 'node_modules', '@hub', name))
  await npm(['pack', '--pack-destination', folder], join(copy, 'packages', 'client'))
  // It is the workspace's manifest again.
  const manifest = await readFile(join(copy, 'packages', 'client', 'package.json'), 'utf8')
  expect(manifest).toBe(await readFile(join(root, 'packages', 'client', 'package.json'), 'utf8'))
  return join(folder, 'hub-client-0.1.0.tgz')
}

/** In an empty folder, without a registry: what the package needs is in it. */
async function install(tarball: string): Promise<string> {
  const empty = join(folder, 'empty')
  await mkdir(empty)
  await writeFile(join(empty, 'package.json'), '{ "private": true, "type": "module" }')
  const cache = join(folder, 'npm-cache')
  await npm(['install', '--offline', '--no-audit', '--no-fund', '--cache', cache, tarball], empty)
  return empty
}

const npm = (args: string[], cwd: string) =>
  run('npm', args, { cwd, env: { ...process.env, npm_config_loglevel: 'error' } })

/** The oldest Node of this machine that the package is for; the one that runs this test when there is no other. */
async function findOldNode(): Promise<string> {
  const versions = new Map([[process.execPath, process.versions.node]])
  for (const path of new Set([...process.env.PATH!.split(delimiter), '/usr/bin', '/usr/local/bin'])) {
    const binary = join(path, 'node')
    const { stdout } = await run(binary, ['-p', 'process.versions.node']).catch(() => ({ stdout: '' }))
    const [major = 0, minor = 0] = stdout.split('.').map(Number)
    if (major > 20 || (major === 20 && minor >= 3)) versions.set(binary, stdout.trim())
  }
  const byAge = [...versions].sort(([, a], [, b]) => a.localeCompare(b, 'en', { numeric: true }))
  return byAge[0]![0]
}

async function examples(): Promise<string[]> {
  const text = await readFile(join(installed, 'node_modules', '@hub', 'client', 'README.md'), 'utf8')
  return [...text.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code!)
}

interface Running {
  process: ChildProcess
  output(): string
  ended: Promise<string>
}

async function start(code: string, env: Record<string, string>): Promise<Running> {
  const file = join(installed, `example-${Math.random().toString(36).slice(2)}.js`)
  await writeFile(file, code)
  const child = spawn(oldNode, [file], { cwd: installed, env: { PATH: process.env.PATH, ...env } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const ended = new Promise<string>((resolve) => child.on('close', () => resolve(output)))
  return { process: child, output: () => output, ended }
}

const access = ({ token }: App) => ({ HUB_URL: hub.origin, HUB_TOKEN: token })

/** What an example says that it prints. */
const promised = (code: string) => code.match(/console\.log\(.*\/\/ (.*)/)![1]!

describe('the packed client, in an empty folder and on the oldest Node here', () => {
  test('brings its declarations and the contract, and needs no other package', async () => {
    const home = join(installed, 'node_modules')
    expect(await readdir(home)).toEqual(expect.arrayContaining(['@hub']))
    expect((await readdir(home)).filter((name) => !name.startsWith('.'))).toEqual(['@hub'])
    await writeFile(
      join(installed, 'typed.ts'),
      `import { createClient, type Order, type HubClient } from '@hub/client'
const client: HubClient = createClient({ apiOrigin: 'http://localhost:4000', token: 't' })
const order: Order = await client.orders.update('m4q8zt', { status: 'accepted' }, { idempotencyKey: 'k' })
const total: string = order.total
for await (const { email } of client.customers.list('p2v8d', { phone: '+33*' })) console.log(email, total)
// @ts-expect-error no such status
await client.orders.update('m4q8zt', { status: 'eaten' })
// @ts-expect-error an order needs a status
await client.orders.create({})
// @ts-expect-error the id is missing
await client.orders.get()
`,
    )
    const compiler = join(modules, 'typescript', 'bin', 'tsc')
    const options = [
      '--strict',
      '--noEmit',
      '--target',
      'es2023',
      '--module',
      'nodenext',
      '--lib',
      'esnext,dom',
    ]
    const { stdout } = await run(process.execPath, [compiler, ...options, '--types', '', 'typed.ts'], {
      cwd: installed,
    }).catch((error: { stdout: string }) => error)
    expect(stdout).toBe('')
  })

  test('the README has five examples', async () => {
    expect(await examples()).toHaveLength(5)
  })

  test('example 1 places an order', async () => {
    const [code] = await examples()
    const { ended } = await start(code!, access(shop))
    expect(await ended).toBe(`${promised(code!)}\n`)
    expect((await shop.get('/location/orders')).body).toHaveLength(1)
  })

  test('example 2 reads a list', async () => {
    const code = (await examples())[1]!
    expect(await (await start(code, access(shop))).ended).toBe(`${promised(code)}\n`)
  })

  test('example 3 says what was refused', async () => {
    const code = (await examples())[2]!
    const output = await (await start(code, access(shop))).ended
    expect(output).toBe("items[0].price 'cheap' is not a valid monetary amount\ntrue\n")
  })

  test('example 4 hears of an order', async () => {
    const code = (await examples())[3]!
    const { ended } = await start(code, access(kitchen))
    await until(async () => (await kitchen.get('/callback')).body.events.order !== undefined)
    const { body: order } = await shop.post('/location/orders', { status: 'new' })
    expect(await ended).toBe(`create ${order.id}\n`)
    expect((await kitchen.get('/callback/events')).body).toEqual([])
  })

  test('example 5 verifies a callback that the hub sends', async () => {
    const code = (await examples())[4]!
    const client = await hub.client('Screen')
    const screen = await hub.app('Screen', { account, client })
    const admin = await hub.person({ admin: [account] })
    const secretPath = `/accounts/${account.id}/connections/${screen.connectionId}/signing-secret`
    const { secret } = (await admin.post(secretPath)).body
    const port = await freePort()
    const secrets = { CLIENT_SECRET: client.clientSecret, SIGNING_SECRET: secret }
    const running = await start(code, { PORT: String(port), ...secrets })
    const url = `http://127.0.0.1:${port}/`
    const forged = () => fetch(url, { method: 'POST', body: '{}' }).then((response) => response.status)
    await until(() =>
      forged()
        .then((status) => status === 403)
        .catch(() => false),
    )
    await screen.receive(url, { order: ['create'] })
    await shop.post('/location/orders', { status: 'new' })
    await until(() => running.output() !== '')
    await until(async () => (await screen.get('/callback/events')).body.length === 0)
    running.process.kill()
    expect(await running.ended).toBe(`${promised(code)}\n`)
  })
})
