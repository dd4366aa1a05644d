import {
  App,
  createTestDatabase,
  openBrowser,
  personPassword,
  startHubProcess,
  startProxy,
  startTestTill,
} from '@hub/testing'
import { expect, onTestFinished, test } from 'vitest'
import { connectTill, openHubWindow, openTill, openWorld, reconnectTill } from './world.ts'

const pizza = {
  status: 'new',
  items: [{ product_name: 'Margherita', sku_ref: '1', price: '12.00 EUR', quantity: '1' }],
}

test('«Déconnexion»: the token is refused, and an order posted meanwhile arrives after the reconnection', async () => {
  const world = await openWorld()
  onTestFinished(() => world.close())
  const proxy = await startProxy(world.hub.origin)
  onTestFinished(() => proxy.close())
  const till = await startTestTill({
    hubOrigin: proxy.origin,
    managerOrigin: world.hub.origin,
    client: world.kezia,
  })
  onTestFinished(() => till.close())
  const account = await world.hub.account()
  const person = await world.hub.person({ admin: [account] })
  const shop = await world.hub.app('LivePepper', { account })
  const { page } = await openTill({ browser: world.browser, till })
  await connectTill(page, person.email, personPassword)
  const { headers } = proxy.calls.find(({ path }) => path === '/v1/location')!
  const token = String(headers['x-access-token'])
  expect(await page.content()).not.toContain(token)

  const hubWindow = await openHubWindow(page)
  await hubWindow.getByRole('button', { name: 'Déconnexion' }).click()
  await page.getByRole('button', { name: 'Confirmer' }).click()
  await hubWindow.getByRole('button', { name: 'Connexion à HubRise' }).waitFor()
  await expect.poll(() => hubWindow.getByRole('tab').count()).toBe(1)
  const old = new App(world.hub.origin, token, '')
  expect(await old.get('/location')).toMatchObject({
    status: 401,
    body: { message: 'The access token is invalid or the connection has been revoked' },
  })

  const { body: order } = await shop.post('/location/orders', pizza)
  await reconnectTill(page)
  await page.getByRole('alert').filter({ hasText: 'Nouvelle(s) commande(s) WEB' }).waitFor()
  await expect.poll(async () => (await shop.get(`/location/orders/${order.id}`)).body.status).toBe('received')
})

test('the hub is killed and started again while orders come: the till catches up, nothing twice', async () => {
  const database = await createTestDatabase()
  onTestFinished(() => database.drop())
  const hub = await startHubProcess('url' in database.setting ? { DATABASE_URL: database.setting.url } : {})
  onTestFinished(() => hub.close())
  const cli = async (...args: string[]) => {
    const { code, stdout, stderr } = await hub.cli(args)
    if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
    return JSON.parse(stdout) as Record<string, string>
  }
  const email = 'lea@pizza.example'
  await cli('users', 'create', '--email', email, '--password', personPassword, '--name', 'Léa Petit')
  const place = ['--currency', 'EUR', '--country', 'FR', '--owner', email, '--location-name', 'Lille']
  const account = await cli('accounts', 'create', '--name', 'Pizzeria Roma', ...place)
  const kezia = await cli('clients', 'create', '--name', 'Kezia II', '--owner', email)
  const livePepper = await cli('clients', 'create', '--name', 'LivePepper', '--owner', email)
  const at = ['--location', account.location_id!, '--scope', 'location[orders.write]']
  const { access_token } = await cli('connections', 'create', '--client', livePepper.client_id!, ...at)
  const shop = new App(hub.origin, access_token!, '')

  const client = { clientId: kezia.client_id!, clientSecret: kezia.client_secret! }
  const till = await startTestTill({ hubOrigin: hub.origin, client })
  onTestFinished(() => till.close())
  const browser = await openBrowser()
  onTestFinished(() => browser.close())
  const { page } = await openTill({ browser, till })
  await connectTill(page, email, personPassword)
  await page.keyboard.press('Escape')

  const acknowledged: string[] = []
  for (let round = 0; round < 3; round++) {
    for (let count = 0; count < 4; count++)
      acknowledged.push((await shop.post('/location/orders', pizza)).body.id)
    await hub.kill()
    await hub.restart()
    acknowledged.push((await shop.post('/location/orders', pizza)).body.id)
  }
  await page.getByRole('button', { name: /Commandes Web/ }).click()
  const list = page.getByRole('dialog', { name: 'Commandes Web' })
  for (const id of acknowledged) {
    await list
      .getByRole('row')
      .filter({ hasText: `LIVP-${id}` })
      .waitFor()
    expect(
      await list
        .getByRole('row')
        .filter({ hasText: `LIVP-${id}` })
        .count(),
    ).toBe(1)
    await expect
      .poll(async () => (await shop.get(`/location/orders/${id}`)).body.status, { timeout: 20_000 })
      .toBe('received')
  }
  expect((await shop.get('/location/orders')).body).toHaveLength(acknowledged.length)
})
