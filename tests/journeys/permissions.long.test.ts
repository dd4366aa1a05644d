// Back-office §10.1: the connection guide's path, the support desk's invitation, and what it may not do.
import type { App, TestAccount } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bar, byHand, openWorld, signInAs, type World } from './world.ts'

const hotline = 'hotline.kezia@jdc.fr'
const outOfReach = "Cette page n'existe pas, ou vous n'y avez pas accès."

let world: World
let account: TestAccount
let stranger: TestAccount
let shop: App
beforeAll(async () => {
  world = await openWorld()
  const { hub } = world
  account = await hub.account()
  await hub.location(account.id, 'Roubaix')
  stranger = await hub.account({ name: 'Sushi Ko' })
  shop = await hub.app('Ma boutique', { account })
})
afterAll(() => world.close())

const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name })
const card = (page: Page, name: string) => page.getByRole('region', { name })
const menu = (page: Page) => page.getByRole('navigation', { name: 'Menu' })

/** «CONFIGURATION» > «COMPTES» → account → «Points de vente» → location → «Permissions». */
async function followTheGuide(page: Page) {
  await menu(page).getByRole('link', { name: 'CONFIGURATION' }).click()
  await menu(page).getByRole('link', { name: 'COMPTES' }).click()
  await link(page, `Pizzeria Roma - ${account.id}`).click()
  await card(page, 'Points de vente')
    .getByRole('link', { name: `Lille - ${account.locationId}` })
    .click()
  await page.getByRole('heading', { name: `Point de vente Lille - ${account.locationId}` }).waitFor()
  return card(page, 'Permissions')
}

/** The link of the last mail to that address. */
async function invitationLink(): Promise<string> {
  const { text } = (await world.hub.mails(hotline)).at(-1)!
  return /http\S+\/invitation\/\S+/.exec(text)![0]
}

test('the support desk, added as Manager by the guide’s path, comes in by the mail and may neither disconnect nor govern; removed, it is out', async () => {
  const { hub, browser } = world
  const admin = await hub.person({ admin: [account] })
  const { page, errors, outside } = await browser.open()
  await page.goto(hub.origin)
  await signInAs(page, admin)
  await page.getByRole('heading', { name: 'TABLEAU DE BORD' }).waitFor()

  const permissions = await followTheGuide(page)
  await permissions.getByLabel('E-mail').fill(hotline)
  await expect.poll(() => permissions.getByLabel('Rôle').inputValue()).toBe('manager')
  await permissions.getByLabel('Rôle').selectOption({ label: 'Manager' })
  await permissions.getByRole('button', { name: '+', exact: true }).click()
  await bar(page, 'Opération réussie').waitFor()
  const row = permissions.getByRole('row').filter({ hasText: hotline })
  await row.getByText('Invitation en attente', { exact: true }).waitFor()
  await expect.poll(() => permissions.getByLabel('E-mail').inputValue()).toBe('')

  const desk = await browser.open()
  await desk.page.goto(await invitationLink())
  await desk.page.getByText(hotline).waitFor()
  await desk.page.getByLabel('Prénom :').fill('Karim')
  await desk.page.getByLabel('Nom :', { exact: true }).fill('Saïd')
  await desk.page.getByLabel('Mot de passe :', { exact: true }).fill('sept clés plates')
  await desk.page.getByLabel('Confirmez le mot de passe :').fill('sept clés plates')
  await desk.page.getByRole('button', { name: 'Créer mon profil' }).click()
  await desk.page.getByRole('heading', { name: 'TABLEAU DE BORD' }).waitFor()

  await seesThatLocationOnly(desk.page)
  await mayNotByHand(desk)
  expect([...errors, ...desk.errors].filter((error) => !error.includes('404'))).toEqual([])
  expect([...outside, ...desk.outside]).toEqual([])

  await page.reload()
  await row.getByText('Karim Saïd', { exact: true }).waitFor()
  await row.getByRole('button', { name: `Supprimer ${hotline}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer', exact: true }).click()
  await row.waitFor({ state: 'detached' })
  await bar(page, 'Opération réussie').waitFor()
  const out = await byHand(hub, desk.context)
  expect((await out.get(`/locations/${account.locationId}`)).status).toBe(404)
  await desk.page.reload()
  await desk.page.getByText(outOfReach).waitFor()
  expect((await shop.get('/location')).status).toBe(200)
})

/** One location everywhere; «Actions» without «Déconnecter», «Permissions» without bin nor «+». */
async function seesThatLocationOnly(page: Page) {
  await page.getByLabel('Point de vente :').click()
  const [option, ...others] = await page.getByRole('option').allTextContents()
  // Its dot says the health of what is plugged in there (support U1).
  expect(option).toMatch(new RegExp(`^Lille \\(${account.locationId}\\)`))
  expect(others).toEqual([])
  await page.keyboard.press('Escape')

  await menu(page).getByRole('link', { name: 'CONNEXIONS' }).click()
  const shopCard = page.getByRole('article', { name: 'Ma boutique' })
  await shopCard.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Bloquer' }).waitFor()
  await expect
    .poll(() => page.getByRole('menuitem').allTextContents())
    .toEqual(['Voir les logs', "Voir l'activité", 'Journal des événements', 'Bloquer'])
  await page.keyboard.press('Escape')

  await menu(page).getByRole('link', { name: 'COMPTES' }).click()
  await page.getByText(`Pizzeria Roma - ${account.id}`).waitFor()
  await expect
    .poll(() => page.getByRole('main').getByRole('link').allTextContents())
    .toEqual(['Créer un compte', `Lille - ${account.locationId}`])
  await link(page, `Lille - ${account.locationId}`).click()
  const permissions = card(page, 'Permissions')
  await permissions.getByText(hotline).waitFor()
  expect(await permissions.getByRole('button').count()).toBe(0)
  expect(await permissions.getByLabel('E-mail').count()).toBe(0)
}

/** What the pages do not offer is refused to who asks for it anyway; what is not his is not there. */
async function mayNotByHand({ page, context }: Awaited<ReturnType<World['browser']['open']>>) {
  const { hub } = world
  const desk = await byHand(hub, context)
  const connection = `/accounts/${account.id}/connections/${shop.connectionId}`
  expect(await desk.delete(connection)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect((await shop.get('/location')).status).toBe(200)
  const users = `/locations/${account.locationId}/permissions`
  const [own] = (await desk.get(users)).body.filter(({ email }: { email: string }) => email === hotline)
  expect((await desk.patch(`${users}/${own.id}`, { role: 'admin' })).status).toBe(403)
  expect((await desk.post(users, { email: 'ami@jdc.fr', role: 'manager' })).status).toBe(403)
  for (const path of [`/accounts/${stranger.id}`, `/accounts/${account.id}`, `/locations/${account.id}-1`]) {
    expect((await desk.get(path)).status).toBe(404)
    await page.goto(new URL(path, page.url()).href)
    await page.getByText(outOfReach).waitFor()
  }
}
