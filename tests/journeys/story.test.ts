import { personPassword } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  allow,
  askToConnect,
  connectTill,
  enterCode,
  openHubWindow,
  openTill,
  openWorld,
  type World,
} from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a merchant without a login connects his till: signs up, makes his account, authorises, copies the code (kezia 6.1; back-office 10.2)', async () => {
  const { page: tillPage, errors, outside } = await openTill(world)
  const hubWindow = await openHubWindow(tillPage)
  await expect.poll(() => hubWindow.getByRole('tab').allTextContents()).toEqual(['Connexion'])

  const hubPage = await askToConnect(tillPage)
  await hubPage.getByRole('link', { name: 'Créer un compte' }).click()
  await hubPage.getByLabel('Prénom :').fill('Léa')
  await hubPage.getByLabel('Nom :', { exact: true }).fill('Petit')
  await hubPage.getByLabel('Email :').fill('lea@pizza.example')
  await hubPage.getByLabel('Mot de passe :').fill('quatre fromages')
  await hubPage.getByRole('button', { name: 'Créer un compte' }).click()

  await hubPage.getByLabel("Nom du compte (utiliser le nom de l'enseigne) :").fill('Pizzeria Roma')
  await hubPage.getByLabel('Nom du point de vente :').fill('Lille')
  await hubPage.getByRole('button', { name: 'Créer', exact: true }).click()

  await hubPage.getByText('Kezia II souhaite accéder à un point de vente :').waitFor()
  await hubPage.getByText('Voir et modifier les commandes').waitFor()
  expect(await hubPage.getByRole('button', { name: 'Suivant' }).count()).toBe(0)
  const code = await allow(hubPage)
  expect(code).toMatch(/^[0-9a-f]{32}$/)
  await hubPage.getByRole('button', { name: 'Copier' }).click()
  await hubPage.getByText('Code copié').waitFor()
  expect(await hubPage.evaluate<string>('navigator.clipboard.readText()')).toBe(code)

  await enterCode(tillPage, code)
  await tillPage.getByText('Connecté à HubRise').waitFor()
  await expect
    .poll(() => hubWindow.getByLabel('Point de vente', { exact: true }).inputValue())
    .toMatch(/^Lille \(\w+-0\)$/)
  await hubWindow.getByRole('tab', { name: 'E/S' }).waitFor()
  expect(await tillPage.content()).not.toContain(code)
  expect([outside, errors]).toEqual([[], []])
})

test('articles sent by the till are read by a shop, its order rings, is accepted, and the shop reads it (kezia 6.1)', async () => {
  const account = await world.hub.account()
  const person = await world.hub.person({ admin: [account] })
  const shop = await world.hub.app('LivePepper', { account, scope: 'location[orders.write,catalog.read]' })
  const { page, errors } = await openTill(world)
  const hubWindow = await openHubWindow(page)
  await hubWindow.getByRole('button', { name: 'Déconnexion' }).click()
  await page.getByRole('button', { name: 'Confirmer' }).click()
  await hubWindow.getByRole('button', { name: 'Connexion à HubRise' }).waitFor()
  await connectTill(page, person.email, personPassword)

  await hubWindow.getByRole('tab', { name: 'E/S' }).click()
  await hubWindow.getByRole('button', { name: 'Envoi Articles sur HubRise' }).click()
  await page.getByRole('button', { name: 'Confirmer' }).click()
  await hubWindow.getByText(/Envoi terminé : \d+ élément\(s\), 0 erreur\(s\)/).waitFor()
  const { body: catalog } = await shop.get(`/catalogs/${account.catalogId}`)
  const margherita = catalog.data.products.find(({ name }: { name: string }) => name === 'MARGHERITA')
  expect(margherita.skus).toMatchObject([{ price: '12.00 EUR' }])
  await page.keyboard.press('Escape')

  const { body: order } = await shop.post('/location/orders', {
    status: 'new',
    service_type: 'delivery',
    collection_code: '12088610',
    customer: { first_name: 'Inès', last_name: 'Haddad', phone: '+33612345678' },
    items: [
      { product_name: 'Margherita', sku_ref: margherita.skus[0].ref, price: '10.50 EUR', quantity: '2' },
      { product_name: 'Sauce inconnue', sku_ref: 'NOPE', price: '0.50 EUR', quantity: '1' },
    ],
  })
  const alert = page
    .getByRole('alert')
    .filter({ hasText: 'Nouvelle(s) commande(s) WEB disponible sur Kezia' })
  await alert.waitFor()
  await expect.poll(async () => (await shop.get(`/location/orders/${order.id}`)).body.status).toBe('received')

  await page.getByRole('button', { name: /Commandes Web/ }).click()
  const list = page.getByRole('dialog', { name: 'Commandes Web' })
  await list.getByText(`LIVP-${order.id}`).first().click()
  await list.getByText('Non Payée').first().waitFor()
  for (const label of ['Retard', 'Notifier commande prête', 'Impression', 'Commentaire', 'Paiement']) {
    await expect.poll(() => list.getByRole('button', { name: label }).isDisabled()).toBe(true)
  }
  await list.getByRole('button', { name: 'Détails commande' }).click()
  const details = page.getByRole('dialog', { name: 'Détails commande' })
  await details.getByText('MARGHERITA').waitFor()
  await details.getByText('Sauce inconnue').waitFor()
  await expect.poll(() => details.getByTitle('Article inconnu : NOPE').count()).toBe(1)
  await details.getByRole('button', { name: 'Fermer', exact: true }).click()

  await list.getByLabel('Vendeur').selectOption({ index: 1 })
  await list.getByRole('button', { name: 'Valider commande' }).click()
  await page.getByRole('button', { name: 'Confirmer' }).click()
  await expect
    .poll(async () => (await shop.get(`/location/orders/${order.id}`)).body)
    .toMatchObject({ status: 'accepted', confirmed_time: expect.any(String) })
  await list.getByText('Validée').first().waitFor()
  expect(errors).toEqual([])
})
