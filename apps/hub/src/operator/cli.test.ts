import { chmod, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  App,
  createTestDatabase,
  type HubProcess,
  OAuthClient,
  Person,
  startHub,
  startHubProcess,
} from '@hub/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let hub: HubProcess
/** Shared by the processes of one installation. */
const secret = 'the secret of both processes of this test'

beforeAll(async () => {
  database = await createTestDatabase()
  hub = await startHubProcess({ HUB_SECRET: secret, DATABASE_URL: database.setting.url })
}, 180_000)
afterAll(async () => {
  await hub.close()
  await database.drop()
})

const password = 'trente-deux fourchettes'

/** Runs a command that must succeed, and returns its output. */
async function cli(...args: string[]) {
  const { code, stdout, stderr } = await hub.cli(args, { HUB_PASSWORD: password })
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}
let account: Record<string, string>
let till: Record<string, string>
let shopClient: Record<string, string>

describe('the operator’s command line, from an empty database', () => {
  test('creates a user, an account, what is in it, clients and connections, whose tokens work', async () => {
    await cli('users', 'create', '--email', 'lea@pizza.fr', '--name', 'Léa Petit')
    account = await cli(
      ...'accounts create --currency EUR --country FR --owner LEA@pizza.fr --name'.split(' '),
      'Pizzeria Roma',
      ...'--location-name Lille --timezone Europe/Paris'.split(' '),
    )
    expect(account).toEqual({
      id: expect.stringMatching(/^[a-z0-9]{5,12}$/),
      location_id: `${account.id}-0`,
      catalog_id: expect.any(String),
      customer_list_id: expect.any(String),
    })
    const { id: second } = await cli(
      ...`locations create --account ${account.id} --name Roubaix --timezone Europe/Paris`.split(' '),
    )
    expect(second).toBe(`${account.id}-1`)
    const menu = await cli(...`catalogs create --location ${second} --name Menu`.split(' '))
    const list = await cli(...`customer-lists create --account ${account.id} --name Fidèles`.split(' '))
    shopClient = await cli(
      ...'clients create --owner lea@pizza.fr --redirect-uri https://shop.example/cb --name'.split(' '),
      'Ma boutique',
    )
    expect(shopClient).toEqual({
      client_id: expect.stringMatching(/^\d{12}\.clients\.localhost$/),
      client_secret: expect.stringMatching(/^[0-9a-f]{44}$/),
    })
    const tillClient = await cli(...'clients create --name Caisse --owner lea@pizza.fr'.split(' '))
    const shop = await cli(
      ...`connections create --client ${shopClient.client_id} --location ${account.location_id} --scope`.split(
        ' ',
      ),
      'location[orders.write]',
    )
    till = await cli(
      ...`connections create --client ${tillClient.client_id} --location ${account.location_id}`.split(' '),
      ...`--customer-list ${list.id} --device Caisse-1 --scope`.split(' '),
      'location[orders.write,customer_list.write,catalog.write]',
    )
    expect(till).toMatchObject({
      token_type: 'Bearer',
      account_id: account.id,
      location_name: 'Lille',
      catalog_id: account.catalog_id,
      customer_list_name: 'Fidèles',
      user_id: null,
      connection_id: expect.any(String),
    })
    const central = await cli(
      ...`connections create --client ${tillClient.client_id} --account ${account.id} --catalog ${menu.id}`.split(
        ' ',
      ),
      '--scope',
      'account[catalog.read],profile',
      ...'--user lea@pizza.fr'.split(' '),
    )
    expect(central).toMatchObject({ location_id: null, catalog_name: 'Menu', user_id: expect.any(String) })

    const webshop = new App(hub.origin, shop.access_token, shop.connection_id)
    const second_client = new App(hub.origin, till.access_token!, till.connection_id!)
    await second_client.listen({ order: ['create'] })
    const { body: order } = await webshop.post('/location/orders', { status: 'new' })
    expect((await webshop.get('/location/orders')).body).toEqual([order])
    expect(await second_client.events()).toMatchObject([{ order_id: order.id, new_state: order }])
  })

  test('an account and its locations do not share the name of a catalog (catalogs §3)', async () => {
    const location = account.location_id!
    await cli(...`catalogs create --account ${account.id} --name Carte`.split(' '))
    const { code, stderr } = await hub.cli(`catalogs create --location ${location} --name Carte`.split(' '))
    expect([code, stderr]).toEqual([1, expect.stringContaining("'Carte' is already used there")])
  })

  test('blocks, unblocks and disconnects a connection', async () => {
    const app = new App(hub.origin, till.access_token!, till.connection_id!)
    const status = async () => (await app.get('/location')).body.message ?? 'works'
    expect(await cli('connections', 'block', app.connectionId)).toEqual({
      id: app.connectionId,
      blocked: true,
    })
    expect(await status()).toBe('The connection has been blocked')
    await cli('connections', 'unblock', app.connectionId)
    expect(await status()).toBe('works')
    await cli('connections', 'disconnect', app.connectionId)
    expect(await status()).toBe('The access token is invalid or the connection has been revoked')
    const { code, stderr } = await hub.cli(['connections', 'block', app.connectionId])
    expect([code, stderr]).toEqual([1, `There is no connection '${app.connectionId}'\n`])
  })

  test('suspends and resumes an account and a location', async () => {
    const { access_token, connection_id } = await cli(
      ...`connections create --client ${shopClient.client_id} --location ${account.location_id}`.split(' '),
      ...'--device second --scope'.split(' '),
      'location[orders.read]',
    )
    const app = new App(hub.origin, access_token, connection_id)
    for (const [noun, id] of [
      ['accounts', account.id!],
      ['locations', account.location_id!],
    ]) {
      expect(await cli(noun!, 'suspend', id!)).toEqual({ id, suspended: true })
      expect(await app.get('/location')).toMatchObject({
        status: 401,
        body: {
          message: 'The account/location has been suspended for non payment of the subscription',
          error_type: 'unauthorized',
        },
      })
      await cli(noun!, 'resume', id!)
      expect((await app.get('/location')).status).toBe(200)
    }
  })
})

describe('a password need not be an argument (security S7)', () => {
  const create = (email: string, ...more: string[]) => [
    ...`users create --email ${email} --name`.split(' '),
    'Zoé Petit',
    ...more,
  ]
  const signsIn = async (email: string) => {
    const browser = new Person(hub.origin)
    return (await browser.post('/login', { email, password })).status
  }

  test('it is the first line of standard input, or HUB_PASSWORD (security S7)', async () => {
    const piped = await hub.cli(create('pipe@pizza.fr', '--password-stdin'), {}, `${password}\nmore\n`)
    expect([piped.code, piped.stderr, await signsIn('pipe@pizza.fr')]).toEqual([0, '', 200])
    const named = await hub.cli(create('named@pizza.fr'), { HUB_PASSWORD: password })
    expect([named.code, named.stderr, await signsIn('named@pizza.fr')]).toEqual([0, '', 200])
  })

  test('as an argument it works, with a warning (security S7)', async () => {
    const { code, stderr } = await hub.cli(create('argument@pizza.fr', '--password', password))
    expect([code, stderr]).toEqual([0, expect.stringContaining('use --password-stdin or HUB_PASSWORD')])
    expect(await signsIn('argument@pizza.fr')).toBe(200)
  })

  test.each([
    [create('none@pizza.fr'), 'needs a password'],
    [create('none@pizza.fr', '--password-stdin'), 'no password on standard input'],
    [create('none@pizza.fr', '--password', password, '--password-stdin'), 'not both'],
  ])('%s is refused with a sentence (security S7)', async (args, part) => {
    const { code, stderr } = await hub.cli(args)
    expect([code, stderr]).toEqual([1, expect.stringContaining(part)])
  })
})

test('DATA_DIR and all in it are for their owner alone, corrected at each start (security S7)', async () => {
  const own = await startHubProcess({ HUB_SECRET: secret })
  onTestFinished(() => own.close())
  /** Undefined for a file that no longer exists: the hub writes a temporary file and renames it. */
  const modeOf = async (path: string) => {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    return found && (found.mode & 0o777).toString(8)
  }
  /** A running PostgreSQL sets the modes of its own files and sockets, inside folders that are closed to others. */
  const isOfDatabase = (path: string) =>
    ['postgres', 'run'].some((name) => path.startsWith(join(own.dataDir, `${name}/`)))
  const openOnes = async () => {
    const entries = await readdir(own.dataDir, { recursive: true, withFileTypes: true })
    const paths = entries.map((entry) => ({
      path: join(entry.parentPath, entry.name),
      isFolder: entry.isDirectory(),
    }))
    const wrong: string[] = []
    for (const { path, isFolder } of [...paths, { path: own.dataDir, isFolder: true }]) {
      if (!isFolder && isOfDatabase(path)) continue
      const mode = await modeOf(path)
      if (mode !== undefined && mode !== (isFolder ? '700' : '600')) wrong.push(path)
    }
    return wrong
  }
  expect(await openOnes()).toEqual([])
  await own.kill()
  const loose = [join(own.dataDir, 'operator-token'), join(own.dataDir, 'mail-of-the-past.json')]
  for (const file of loose) {
    await writeFile(file, '', { flag: 'a' })
    await chmod(file, 0o666)
  }
  await chmod(own.dataDir, 0o777)
  await own.restart()
  expect(await openOnes()).toEqual([])
  expect(await modeOf(join(own.dataDir, 'postgres', 'PG_VERSION'))).toBe('600')
})

describe('a refusal is a sentence on standard error, exit code 1 and nothing on standard output', () => {
  test.each([
    ['users create --email lea@pizza.fr --name', 'Léa Petit', "--email 'lea@pizza.fr' already has a profile"],
    ['accounts create --currency EURO --country France --owner nobody@pizza.fr --name', 'Roma', '--currency'],
    [
      'accounts create --currency USD --country US --owner lea@pizza.fr --name',
      'Roma',
      '--timezone is needed',
    ],
    ['locations create --account nope --timezone Europe/Paris --name', 'X', "There is no account 'nope'"],
    ['locations create --account nope --timezone Europe/Lille --name', 'X', '--timezone'],
    ['catalogs create --location nope-0 --name', 'X', "There is no location 'nope-0'"],
    [
      'clients create --owner lea@pizza.fr --redirect-uri http://shop.example/ --name',
      'X',
      'http://shop.example/',
    ],
    ['connections create --location nope-0 --client 0.clients.x --scope', 'location[orders.write]', 'nope-0'],
    ['connections create --client 0.clients.x --scope', 'location[orders.write]', '--location is needed'],
    ['connections create --client 0.clients.x --scope', 'location[orders]', '--scope'],
    ['connections create --client 0.clients.x --scope', 'profile', '--user is needed'],
    ['accounts suspend', 'nope', "There is no account 'nope'"],
    ['pizzas create --name', 'X', 'There is no command'],
  ])('%s %s', async (line, last, part) => {
    const { code, stdout, stderr } = await hub.cli([...line.split(' '), last], { HUB_PASSWORD: password })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(part)
    expect(stderr.trim()).not.toContain('\n')
  })

  test('without the right token, or without a hub', async () => {
    const line = ['accounts', 'suspend', 'nope']
    const wrong = await hub.cli(line, { HUB_OPERATOR_TOKEN: 'another-token' })
    expect([wrong.code, wrong.stderr]).toEqual([1, 'The operator token is missing or wrong\n'])
    const garbled = await hub.cli(line, { HUB_OPERATOR_TOKEN: 'l’autre' })
    expect([garbled.code, garbled.stderr]).toEqual([1, expect.stringContaining('characters')])
    const without = await hub.cli(line, { DATA_DIR: join(hub.dataDir, 'nowhere') })
    expect(without.code).toBe(1)
    expect(without.stderr).toContain('There is no operator token')
    const nowhere = await hub.cli(line, { HUB_URL: 'localhost:4000' })
    expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining("'localhost:4000'")])
    const nobody = await hub.cli(line, { HUB_URL: 'http://127.0.0.1:1' })
    expect([nobody.code, nobody.stderr.startsWith('No hub answers at http://127.0.0.1:1')]).toEqual([1, true])
  })

  test('--help is no refusal', async () => {
    const { code, stdout, stderr } = await hub.cli(['--help'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('connections block | unblock | disconnect <id>')
  })
})

test('the operator token is in a file that only its owner reads', async () => {
  const { mode } = await stat(join(hub.dataDir, 'operator-token'))
  expect(mode & 0o777).toBe(0o600)
})

test('a token revoked on one process is refused within 1 s by another, warm as its cache may be', async () => {
  const other = await startHub({ database, config: { secret } })
  const client = new OAuthClient(other.origin, {
    clientId: shopClient.client_id!,
    clientSecret: shopClient.client_secret!,
  })
  const { access_token } = await cli(
    ...`connections create --client ${client.clientId} --location ${account.location_id} --device other`.split(
      ' ',
    ),
    '--scope',
    'location[orders.read]',
  )
  const app = new App(hub.origin, access_token, '')
  expect((await app.get('/location')).status).toBe(200)
  const stream = app.stream()
  await stream.opened
  const revokedAt = Date.now()
  expect((await client.post('revoke', { token: access_token })).status).toBe(200)
  await vi.waitFor(async () => expect((await app.get('/location')).status).toBe(401), {
    timeout: 1000,
    interval: 10,
  })
  expect(Date.now() - revokedAt).toBeLessThan(1000)
  expect(await stream.next(1000)).toMatchObject({ event: 'closed' })
  await other.close()
})

test('a token file that is there is kept, so that the operator’s own copy stays good', async () => {
  const { ensureOperatorToken } = await import('./token.ts')
  const file = join(hub.dataDir, 'operator-token')
  await writeFile(file, 'chosen-by-the-operator\n', { mode: 0o644 })
  expect(await ensureOperatorToken(hub.dataDir)).toBe('chosen-by-the-operator')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})
