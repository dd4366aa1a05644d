// Back-office §5 and its check 10.3: which location, which list, which catalog.
import { OAuthClient, type Person, type TestAccount } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  allow,
  askToConnect,
  choose,
  enterCode,
  openBackOffice,
  openTill,
  openWorld,
  signInAs,
  type World,
} from './world.ts'

let world: World
let account: TestAccount
let roubaix: { id: string; list: string; card: string }
let lea: Person
beforeAll(async () => {
  world = await openWorld()
  const { hub } = world
  account = await hub.account()
  const id = await hub.location(account.id, 'Roubaix')
  const list = await hub.customerList(account.id, 'Habitués', id)
  const card = await hub.catalog(account.id, 'Carte du midi', id)
  roubaix = { id, list, card }
  lea = await hub.person({ admin: [account] })
})
afterAll(() => world.close())

const where = 'Choisissez le point de vente :'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const lines = (page: Page) => page.getByRole('listitem').allTextContents()
const lille = () => `Pizzeria Roma Lille (${account.locationId})`
const placeRoubaix = () => `Pizzeria Roma Roubaix (${roubaix.id})`

/** The lines under «Kezia II pourra :», with what stands below those that need one list or catalog. */
const permissionLines = (list: string, catalog: string) => [
  'Voir les informations de base du point de vente (nom, adresse, fuseau horaire)',
  'Voir et modifier les commandes',
  `Voir et modifier une liste de clients\u00a0:${list}`,
  `Voir et modifier un catalogue\u00a0:${catalog}`,
]

test('two locations and two customer lists: «Suivant», and the till gets the list that was chosen', async () => {
  const { page, errors, outside } = await openTill(world)
  const hubPage = await askToConnect(page)
  await signInAs(hubPage, lea)
  await hubPage.getByRole('heading', { name: 'Kezia II souhaite accéder à un point de vente :' }).waitFor()
  await choose(hubPage, where, placeRoubaix())
  await button(hubPage, 'Suivant').click()
  await hubPage.getByLabel('Liste de clients :').selectOption({ label: `Habitués - ${roubaix.list}` })
  await hubPage.getByLabel('Catalogue :').selectOption({ label: `Carte du midi - ${roubaix.card}` })
  await button(hubPage, 'Retour').click()
  await button(hubPage, 'Suivant').click()
  await expect.poll(() => hubPage.getByLabel('Liste de clients :').inputValue()).toBe(roubaix.list)
  await enterCode(page, await allow(hubPage))
  await page.getByRole('group', { name: 'Connecté à HubRise' }).waitFor()
  await expect.poll(() => page.getByLabel('Point de vente').inputValue()).toBe(`Roubaix (${roubaix.id})`)
  await expect.poll(() => page.getByLabel('ID Liste client').inputValue()).toBe(roubaix.list)
  await expect.poll(() => page.getByLabel('ID Catalogue').inputValue()).toBe(roubaix.card)
  expect({ errors, outside }).toEqual({ errors: [], outside: [] })
})

/** The page of an installed app that asks for that scope, opened by that person. */
async function openConsent(person: Person, client: OAuthClient, scope: string) {
  const query = client.query({ redirect_uri: 'urn:ietf:wg:oauth:2.0:oob', scope })
  return (await openBackOffice(world, person, `/oauth2/v1/authorize${query}`)).page
}

async function newClient(name: string) {
  const { hub } = world
  return new OAuthClient(hub.origin, await hub.client(name))
}

test('changing the location recomputes lines and button', async () => {
  const page = await openConsent(
    lea,
    await newClient('Kezia II'),
    'location[orders.write,customer_list.write,catalog.write]',
  )
  const one = permissionLines(
    `Pizzeria Roma - ${account.customerListId}`,
    `Pizzeria Roma - ${account.catalogId}`,
  )
  const several = permissionLines(
    'Vous choisirez la liste après avoir cliqué sur "Suivant"',
    'Vous choisirez le catalogue après avoir cliqué sur "Suivant"',
  )
  for (let round = 0; round < 2; round++) {
    await choose(page, where, lille())
    await button(page, 'Autoriser').waitFor()
    expect(await lines(page)).toEqual(one)
    expect(await button(page, 'Suivant').count()).toBe(0)
    await choose(page, where, placeRoubaix())
    await button(page, 'Suivant').waitFor()
    expect(await lines(page)).toEqual(several)
    expect(await button(page, 'Autoriser').count()).toBe(0)
  }
})

test('the token reads the list and the catalog chosen, and no other; chosen again, the same token moves', async () => {
  const client = await newClient('Fidélité')
  const scope = 'location[customer_list.read,catalog.read]'
  const authorize = async (list: string) => {
    const page = await openConsent(lea, client, scope)
    await choose(page, where, placeRoubaix())
    await button(page, 'Suivant').click()
    await page.getByLabel('Liste de clients :').selectOption(list)
    return (await client.post('token', { code: await allow(page) })).body
  }
  const token = await authorize(roubaix.list)
  expect(token).toMatchObject({ location_id: roubaix.id, customer_list_id: roubaix.list })
  const read = async (list: string) => {
    const response = await fetch(`${world.hub.origin}/v1/customer_lists/${list}`, {
      headers: { 'x-access-token': token.access_token },
    })
    return response.status
  }
  expect(await read(roubaix.list)).toBe(200)
  expect(await read(account.customerListId)).toBe(404)
  expect((await authorize(account.customerListId)).access_token).toBe(token.access_token)
  expect(await read(roubaix.list)).toBe(404)
  expect(await read(account.customerListId)).toBe(200)
})

test('no catalog at all: the page says so, and authorises with `catalog_id` null', async () => {
  const { hub } = world
  const bare = await hub.account({ name: 'Sans carte' })
  // Nobody may delete the last catalog of an account: this is one that was removed behind the hub's back.
  await hub.parts.db`delete from catalog where account_id = ${bare.id}`
  const client = await newClient('Borne')
  const page = await openConsent(await hub.person({ admin: [bare] }), client, 'location[catalog.write]')
  await button(page, 'Autoriser').waitFor()
  expect((await lines(page)).at(-1)).toBe('Voir et modifier un catalogue\u00a0:Aucun catalogue')
  const { body } = await client.post('token', { code: await allow(page) })
  expect(body).toMatchObject({ account_id: bare.id, catalog_id: null, catalog_name: null })
})
