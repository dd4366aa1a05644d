// Back-office §4.4–4.11, §4.16, §4.18 and §10.5, §10.8, §10.9, extensions 5: the pages of DONNÉES, logs, hours, clients.
import { readFile } from 'node:fs/promises'
import { App, type Person, type TestAccount } from '@hub/testing'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBackOffice, openWorld, type World } from './world.ts'

let world: World
let account: TestAccount
let admin: Person
let shop: App
beforeAll(async () => {
  world = await openWorld()
  account = await world.hub.account()
  admin = await world.hub.person({ admin: [account] })
  shop = await world.hub.app('Basil Web', { account })
})
afterAll(() => world.close())

const button = (from: Page | Locator, name: string) => from.getByRole('button', { name, exact: true })
const card = (page: Page, name: string) => page.getByRole('region', { name })
const enter = (page: Page, entry: string) =>
  page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: entry, exact: true }).click()

/** The file that a click saves. */
async function saved(page: Page, click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  return readFile(await download.path(), 'utf8')
}

test('CLIENTS: searched, read, exported, anonymised; the order page links there and unfolds its logs (10.8, 10.9)', async () => {
  const list = `/customer_lists/${account.customerListId}/customers`
  const { body: customer } = await shop.post(list, { first_name: '=1+1', last_name: 'Haddad', city: 'Lille' })
  const { body: ines } = await shop.post(list, { first_name: 'Inès' })
  // Who manages a location alone sees those who ordered there (security S28).
  await shop.post('/location/orders', { status: 'new', customer_id: ines.id })
  const { body: order } = await shop.post('/location/orders', {
    status: 'new',
    customer_id: customer.id,
    loyalty_operations: [{ ref: 'TEA', name: 'Tea Club', delta: '1' }],
  })
  const { page, errors, outside } = await openBackOffice(world, admin, '/dashboard')
  await enter(page, 'CLIENTS')
  await page.getByText('Inès').waitFor()
  await page.getByLabel('Rechercher par nom ou email :').fill('haddad')
  await button(page, 'Rechercher').click()
  await page.getByText('Inès').waitFor({ state: 'detached' })
  const file = await saved(page, () => button(page, 'Exporter en CSV').click())
  expect(file.split('\r\n')[1]).toContain(";'=1+1;Haddad;")

  await page.getByRole('link', { name: `=1+1 Haddad - ${customer.id}` }).click()
  await card(page, 'Cartes de fidélité').getByText('1 point', { exact: true }).waitFor()
  await card(page, 'Commandes')
    .getByRole('link', { name: new RegExp(order.id) })
    .click()
  await card(page, 'Client')
    .getByRole('link', { name: `=1+1 Haddad - ${customer.id}` })
    .waitFor()
  const logs = card(page, 'Logs')
  await button(logs, 'Afficher POST /v1/location/orders').click()
  await logs.getByRole('tab', { name: 'Basil Web [200]' }).waitFor()
  await logs.getByText(`${shop.token.slice(0, 6)}...${shop.token.slice(-6)}`).waitFor()
  const json = await saved(page, () => button(logs, 'Télécharger REQUÊTE').click())
  expect(JSON.parse(json)).toMatchObject({ body: { status: 'new', customer_id: customer.id } })
  expect(json + (await page.content())).not.toContain(shop.token)

  await page.goBack()
  await button(page, 'Anonymiser').click()
  await button(page.getByRole('dialog'), 'Anonymiser').click()
  await card(page, 'Client').getByText('Anonymisé').waitFor()
  expect((await shop.get(`${list}/${customer.id}`)).body).toMatchObject({ anonymised: true, city: 'Lille' })
  expect({ errors, outside }).toEqual({ errors: [], outside: [] })
})

test('COMMANDES: what no order matches is said so; the order page in French words (§4.5, §4.6)', async () => {
  const { body: order } = await shop.post('/location/orders', {
    status: 'new',
    customer: {
      first_name: 'Nora',
      address_1: '3 place Rihour',
      postal_code: '59800',
      city: 'Lille',
      country: 'FR',
    },
    items: [
      {
        product_name: 'Falafel',
        price: '7.40 EUR',
        quantity: '1',
        options: [{ option_list_name: 'Sauces', name: 'Tahini' }],
      },
    ],
    payments: [{ type: 'cash', amount: '7.40 EUR' }],
  })
  const { page, errors } = await openBackOffice(world, admin, '/orders?search=nothing')
  await page.getByText('Aucune commande ne correspond').waitFor()
  await page.goto(`${world.hub.origin}/orders/${account.locationId}/${order.id}`)
  await page.getByText('Sauces : Tahini').waitFor()
  await page.getByText('3 place Rihour, 59800 Lille, France').waitFor()
  await page.getByText('Espèces : 7,40 €').waitFor()
  expect(errors).toEqual([])
})

test('a Manager has no «Exporter en CSV» and no «Anonymiser»; CATALOGUES and INVENTAIRE are read (10.9, §4.10, §4.11)', async () => {
  const sku = { ref: 'FAL', price: '7.40 EUR' }
  await shop.put(`/catalogs/${account.catalogId}`, {
    data: {
      categories: [{ ref: 'W', name: 'Wraps' }],
      products: [{ category_ref: 'W', name: 'Falafel', skus: [sku, { ...sku, name: 'Maxi' }] }],
    },
  })
  await shop.patch(`/catalogs/${account.catalogId}/location/inventory`, [{ sku_ref: 'FAL', stock: '0' }])
  const manager = await world.hub.person({ manager: [account.locationId] })
  const { page, errors } = await openBackOffice(world, manager, '/catalogs')
  await page.getByText('Codes ref portés par plusieurs articles : FAL.').waitFor()
  await page.getByRole('cell', { name: '7,40 €' }).first().waitFor()
  await page.getByRole('tab', { name: 'PROMOTIONS' }).click()
  await page.getByText('Aucune promotion').waitFor()
  expect(await button(page, 'Exporter en CSV').count()).toBe(0)
  await page.getByRole('link', { name: 'Voir les logs' }).click()
  await page.getByText(`/v1/catalogs/${account.catalogId}`).first().waitFor()
  await enter(page, 'INVENTAIRE')
  await page.getByText('0 : épuisé').waitFor()
  await enter(page, 'CLIENTS')
  await page.getByRole('link', { name: /Inès/ }).click()
  await card(page, 'Client').waitFor()
  expect(await button(page, 'Anonymiser').count()).toBe(0)
  expect(errors).toEqual([])
})

test('«Logs de connexion»: filtered, its token shown on request; «Voir l’activité» (§4.2, §4.4)', async () => {
  const { page, errors } = await openBackOffice(world, admin, '/connections')
  const act = async (action: string) => {
    await button(page.getByRole('article', { name: 'Basil Web' }), 'Actions').click()
    await page.getByRole('menuitem', { name: action, exact: true }).click()
  }
  await act("Voir l'activité")
  await page.getByRole('dialog').getByText('Nombre de requêtes API par jour :').waitFor()
  await button(page.getByRole('dialog'), 'Fermer').last().click()
  await act('Voir les logs')
  await page.getByRole('heading', { name: 'Logs de connexion : Basil Web', level: 1 }).waitFor()
  await button(page, 'afficher').click()
  await page.getByText(shop.token).waitFor()
  await page.getByText('Filtrer : Aucun filtre').waitFor()
  await button(page, 'Editer').click()
  await page.getByRole('checkbox', { name: 'Commande' }).check()
  await page.getByText('Filtrer : Commande').waitFor()
  await page.getByRole('cell', { name: '/v1/location/orders' }).first().waitFor()
  await button(page, 'Réinitialiser').click()
  await page.getByText('Filtrer : Aucun filtre').waitFor()
  expect(errors).toEqual([])
})

test('«Horaires et prise de commandes»: hours that overlap are refused with what was typed still there (10.5)', async () => {
  const { page, errors } = await openBackOffice(world, admin, `/locations/${account.locationId}`)
  await card(page, 'Horaires et prise de commandes').getByRole('link', { name: 'Modifier' }).click()
  const slot = (number: number, end: string) => page.getByLabel(`Vendredi, créneau ${number}, ${end}`)
  for (const [number, from, to] of [
    [1, '12:00', '15:00'],
    [2, '14:00', '16:00'],
  ] as const) {
    await button(page, 'Ajouter un créneau, Vendredi').click()
    await slot(number, 'de').fill(from)
    await slot(number, 'à').fill(to)
  }
  await page.getByLabel('État').selectOption('paused')
  await page.getByLabel('Motif, montré aux clients').fill('Four en panne')
  await button(page, 'Mettre à jour').click()
  await page.getByText('Ce créneau en chevauche un autre.').waitFor()
  await expect.poll(() => slot(2, 'de').inputValue()).toBe('14:00')
  await slot(2, 'de').fill('18:00')
  await slot(2, 'à').fill('02:00')
  await button(page, 'Copier vers le bas, Vendredi').click()
  await button(page, 'Mettre à jour').click()
  await card(page, 'Horaires et prise de commandes')
    .getByText('12:00 – 15:00, 18:00 – 02:00')
    .last()
    .waitFor()
  const { body } = await shop.get('/location')
  expect(body.opening_hours.sunday).toHaveLength(2)
  expect(body.order_acceptance).toEqual({ mode: 'paused', resume_at: null, reason: 'Four en panne' })
  expect(errors).toEqual([expect.stringContaining('422')])
})

test('«DÉVELOPPEUR»: a client, its secret once, its deletion (§4.18)', async () => {
  const { page, errors } = await openBackOffice(world, admin, '/dashboard')
  await enter(page, 'DÉVELOPPEUR')
  await page.getByText('Aucun client OAuth 2.0').waitFor()
  await page.getByRole('link', { name: 'Créer un client OAuth 2.0' }).click()
  await page.getByLabel("Nom de l'application :").fill('Ma boutique')
  await page.getByLabel('URI de redirection :').fill('http://shop.example/cb')
  await button(page, 'Créer').click()
  await page.getByText(/^http:\/\/shop\.example\/cb : il faut une adresse https/).waitFor()
  await page.getByText('Certains champs sont à corriger.').waitFor()
  await page.getByLabel('URI de redirection :').fill('https://shop.example/cb')
  await button(page, 'Créer').click()
  await page.getByText('Certains champs sont à corriger.').waitFor({ state: 'detached' })
  const file = JSON.parse(await saved(page, () => button(page, 'Télécharger').click()))
  expect(file).toEqual({
    client_id: expect.stringMatching(/^\d{12}\.clients\./),
    client_secret: expect.stringMatching(/^[0-9a-f]{44}$/),
  })
  await page.getByRole('link', { name: "C'est fait" }).click()
  await card(page, 'Client OAuth 2.0').getByText(file.client_id).waitFor()
  await card(page, 'Connexions').getByText('Aucune connexion').waitFor()
  await button(card(page, 'Supprimer le client'), 'Supprimer').click()
  await page.getByRole('dialog').getByText("C'est irréversible.", { exact: true }).waitFor()
  await button(page.getByRole('dialog'), 'Supprimer').click()
  await page.getByText('Aucun client OAuth 2.0').waitFor()
  expect(errors).toEqual([expect.stringContaining('422')])
})

test('a device without a secret: its code on /device, «Autoriser», «Vous pouvez retourner à votre caisse» (extensions X5)', async () => {
  const { hub } = world
  const { body: client } = await hub.operator('POST', '/clients', {
    name: 'Caisse du marché',
    owner: admin.email,
    public: true,
  })
  const send = async (endpoint: string, fields: Record<string, string>) => {
    const body = new URLSearchParams({ client_id: client.client_id, ...fields })
    const answer = await fetch(`${hub.origin}/oauth2/v1/${endpoint}`, { method: 'POST', body })
    return (await answer.json()) as Record<string, string>
  }
  const pairing = await send('device_authorization', { scope: 'location[orders.write]' })
  const { page, errors } = await openBackOffice(world, admin, '/device')
  await page.getByLabel('Code :').fill('BBBB-BBBB')
  await button(page, 'Continuer').click()
  await page.getByText(/^Ce code n'est affiché par aucun appareil/).waitFor()
  const { pathname, search } = new URL(pairing.verification_uri_complete!)
  await page.goto(`${hub.origin}${pathname}${search}`)
  await expect.poll(() => page.getByLabel('Code :').inputValue()).toBe(pairing.user_code)
  await button(page, 'Continuer').click()
  await page.getByText('Caisse du marché souhaite accéder à un point de vente :').waitFor()
  await button(page, 'Autoriser').click()
  await page.getByRole('heading', { name: 'Vous pouvez retourner à votre caisse' }).waitFor()
  const token = await send('token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: pairing.device_code!,
  })
  const till = new App(hub.origin, token.access_token!, '')
  expect((await till.get('/location')).body.id).toBe(account.locationId)
  expect(errors.filter((error) => !error.includes('422'))).toEqual([])
})
