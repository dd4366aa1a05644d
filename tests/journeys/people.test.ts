// Security S19, S22, S24 and §10.3 in a browser: links that are merely opened do nothing, rights are accepted.
import { type Person, personPassword, type TestAccount } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bar, openBackOffice, openWorld, signIn, signInAs, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const attackerPassword = 'le mot de passe du voleur'
const deskPassword = 'sept clés plates'

/** The newest link of that kind in a mail to that address, on the host where these browsers are signed in. */
async function linkTo(email: string, page: string): Promise<string> {
  const paths = (await world.hub.mails(email)).map(
    ({ text }) => new RegExp(`/${page}/[\\w-]+`).exec(text)?.[0],
  )
  return world.hub.origin + paths.findLast((path) => path !== undefined)!
}

async function merchant(): Promise<{ account: TestAccount; lea: Person }> {
  const account = await world.hub.account()
  return { account, lea: await world.hub.person({ admin: [account] }) }
}

/** The merchant adds that address on the account's page. */
async function invite(lea: Person, account: TestAccount, email: string) {
  const { page } = await openBackOffice(world, lea, `/accounts/${account.id}`)
  const permissions = page.getByRole('region', { name: 'Permissions' })
  await permissions.getByLabel('E-mail').fill(email)
  await permissions.getByRole('button', { name: '+', exact: true }).click()
  const row = permissions.getByRole('row').filter({ hasText: email })
  await row.getByText('Invitation en attente', { exact: true }).waitFor()
  return { page, row }
}

/** A browser of nobody opens it and lets its scripts run, as mail scanners do. */
async function scan(link: string) {
  const { page, errors } = await world.browser.open()
  await page.goto(link, { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: 'Confirmer mon adresse' }).waitFor()
  await page.getByLabel('Nouveau mot de passe :').waitFor()
  expect(errors).toEqual([])
}

async function signUpAs(email: string): Promise<Page> {
  const { page } = await world.browser.open()
  await page.goto(`${world.hub.origin}/signup`)
  await page.getByLabel('Prénom :').fill('Mallory')
  await page.getByLabel('Nom :', { exact: true }).fill('Vil')
  await page.getByLabel('Email :').fill(email)
  await page.getByLabel('Mot de passe :').fill(attackerPassword)
  await page.getByRole('button', { name: 'Créer un compte' }).click()
  await page.getByLabel("Nom du compte (utiliser le nom de l'enseigne) :").waitFor()
  return page
}

async function seesNothing(attacker: Page, account: TestAccount) {
  await attacker.goto(`${world.hub.origin}/profile`)
  await attacker.waitForLoadState('networkidle')
  expect(await attacker.content()).not.toContain(account.id)
}

test('a stranger takes a desk’s address and never sees the desk’s account (security §10.3)', async () => {
  const desk = 'desk.journey@support.test'
  const { account, lea } = await merchant()
  const attacker = await signUpAs(desk)
  await scan(await linkTo(desk, 'verify'))
  await invite(lea, account, desk)
  await scan(await linkTo(desk, 'verify'))
  await seesNothing(attacker, account)
  await attacker.getByText(`${desk} (adresse non vérifiée)`).waitFor()

  // The stranger's own button is gone while a permission waits.
  await attacker.goto(await linkTo(desk, 'verify'))
  await attacker.getByLabel('Nouveau mot de passe :').waitFor()

  const { page } = await world.browser.open()
  await page.goto(await linkTo(desk, 'verify'))
  await page.getByLabel('Nouveau mot de passe :').fill(deskPassword)
  await page.getByLabel('Confirmez le mot de passe :').fill(deskPassword)
  await page.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await page
    .getByText(`On vous propose le rôle Manager sur le compte Pizzeria Roma - ${account.id}.`)
    .waitFor()
  await page.getByRole('button', { name: `Accepter Pizzeria Roma - ${account.id}` }).click()
  await bar(page, 'Opération réussie').waitFor()
  await page.getByRole('link', { name: `Pizzeria Roma - ${account.id}` }).waitFor()
  await attacker.goto(`${world.hub.origin}/profile`)
  await attacker.getByRole('button', { name: 'Connexion', exact: true }).waitFor()
})

test('who signed up confirms the address by the button, in their own session (security S19)', async () => {
  const email = 'button.journey@hub.test'
  const person = await signUpAs(email)
  await person.goto(await linkTo(email, 'verify'))
  await person.getByText(`Confirmez que l'adresse ${email} est la vôtre.`).waitFor()
  await person.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await person.getByText(`L'adresse ${email} est vérifiée.`).waitFor()
  await person.goto(`${world.hub.origin}/profile`)
  await person.getByText(email, { exact: true }).waitFor()
})

test('a person with a profile is invited like any other, and accepts (security S24)', async () => {
  const { hub, browser } = world
  const { account, lea } = await merchant()
  const karim = await hub.person({ firstName: 'Karim', lastName: 'Saïd' })
  const { page: merchantPage, row } = await invite(lea, account, karim.email)
  expect(await merchantPage.content()).not.toContain('Karim')
  const { page, errors } = await browser.open()
  await page.goto(await linkTo(karim.email, 'invitation'))
  await page.getByRole('link', { name: "M'identifier pour accepter" }).click()
  await signIn(page, karim.email, personPassword)
  await page.getByRole('button', { name: 'Accepter', exact: true }).click()
  await page.getByRole('heading', { name: 'TABLEAU DE BORD' }).waitFor()
  await merchantPage.reload()
  await row.getByText('Karim Saïd', { exact: true }).waitFor()
  expect(errors).toEqual([])
})

test('another e-mail asks for the password; the old address undoes it (security S22)', async () => {
  const { hub, browser } = world
  const { account } = await merchant()
  const lea = await hub.person({ admin: [account], email: 'lea.journey@old.test' })
  const { page } = await browser.open()
  await page.goto(`${hub.origin}/profile`)
  await signInAs(page, lea)
  await page.getByRole('button', { name: 'Modifier', exact: true }).click()
  expect(await page.getByLabel('Mot de passe actuel :').count()).toBe(0)
  await page.getByLabel('Email :').fill('lea.journey@new.test')
  await page.getByLabel('Mot de passe actuel :').fill(personPassword)
  await page.getByRole('button', { name: 'Mettre à jour' }).click()
  await page.getByText('lea.journey@new.test, en attente de confirmation').waitFor()
  await page.goto(await linkTo('lea.journey@new.test', 'verify'))
  await page.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await page.getByText("L'adresse lea.journey@new.test est vérifiée.").waitFor()

  const { page: owner } = await browser.open()
  await owner.goto(await linkTo('lea.journey@old.test', 'undo_email'))
  await owner.getByRole('button', { name: 'Annuler ce changement' }).click()
  await owner.getByLabel('Nouveau mot de passe :').fill(deskPassword)
  await owner.getByLabel('Confirmez le mot de passe :').fill(deskPassword)
  await owner.getByRole('button', { name: 'Mettre à jour' }).click()
  await owner.getByText('Votre mot de passe est changé. Identifiez-vous.').waitFor()
  await signIn(owner, 'lea.journey@old.test', deskPassword)
  await owner.getByRole('heading', { name: 'TABLEAU DE BORD' }).waitFor()
  await page.goto(`${hub.origin}/profile`)
  await page.getByRole('button', { name: 'Connexion', exact: true }).waitFor()
})
