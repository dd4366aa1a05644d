// Back-office §10.4, 10.5, 10.7 and 10.10: what the merchant does there, seen by the app and by himself.
import type { Person, TestAccount } from '@hub/testing'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bar, openBackOffice, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const button = (from: Page | Locator, name: string) => from.getByRole('button', { name, exact: true })
const card = (page: Page, name: string) => page.getByRole('region', { name })

async function merchant(): Promise<{ account: TestAccount; lea: Person }> {
  const account = await world.hub.account()
  return { account, lea: await world.hub.person({ admin: [account] }) }
}

describe('«Actions» of a connection (§10.4)', () => {
  test('«Bloquer», «Débloquer», «Déconnecter»: the app is told why with its next call', async () => {
    const { account, lea } = await merchant()
    const shop = await world.hub.app('Ma boutique', { account })
    const call = async () => {
      const { status, body } = await shop.get('/location')
      return [status, status === 200 ? body.id : body]
    }
    const refused = (message: string) => [401, { message, error_type: 'unauthorized' }]
    const { page, errors, outside } = await openBackOffice(world, lea, '/connections')
    const shopCard = page.getByRole('article', { name: 'Ma boutique' })
    const act = async (action: string) => {
      await button(shopCard, 'Actions').click()
      await page.getByRole('menuitem', { name: action, exact: true }).click()
    }
    const confirm = () => button(page.getByRole('dialog'), 'Confirmer').click()

    // It has not called yet (support U1).
    await shopCard.getByText('Jamais vue', { exact: true }).waitFor()
    expect(await call()).toEqual([200, account.locationId])
    await act('Bloquer')
    await button(page.getByRole('dialog'), 'Annuler').click()
    expect(await call()).toEqual([200, account.locationId])
    await act('Bloquer')
    await confirm()
    await shopCard.getByText('Bloquée', { exact: true }).waitFor()
    expect(await call()).toEqual(refused('The connection has been blocked'))

    await act('Débloquer')
    await shopCard.getByText('En forme', { exact: true }).waitFor()
    expect(await call()).toEqual([200, account.locationId])

    await act('Déconnecter')
    await confirm()
    await shopCard.waitFor({ state: 'detached' })
    expect(await call()).toEqual(refused('The access token is invalid or the connection has been revoked'))
    expect({ errors, outside }).toEqual({ errors: [], outside: [] })
  })
})

/** In red under its field, which keeps what was typed. */
async function isRefused(field: Locator, sentence: string, typed: string) {
  await field.page().getByText(sentence, { exact: true }).first().waitFor()
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  await expect.poll(() => field.inputValue()).toBe(typed)
  const described = (await field.getAttribute('aria-describedby')) ?? ''
  const id = described.split(' ').find((part) => part.endsWith('-error'))
  await expect.poll(() => field.page().locator(`[id="${id}"]`).textContent()).toBe(sentence)
  const color = await field.page().evaluate(`getComputedStyle(document.getElementById('${id}')).color`)
  const [red = 0, green = 0, blue = 0] = String(color).match(/\d+/g)!.map(Number)
  expect(red).toBeGreaterThan(2 * Math.max(green, blue))
}

describe('refused in red, with what was typed still there (§10.5)', () => {
  test('an e-mail that is none, in «Permissions» and at sign-up', async () => {
    const { account, lea } = await merchant()
    const { page } = await openBackOffice(world, lea, `/locations/${account.locationId}`)
    const permissions = card(page, 'Permissions')
    await permissions.getByLabel('E-mail').fill('x@')
    await permissions.getByLabel('Rôle').selectOption('admin')
    await button(permissions, '+').click()
    await isRefused(permissions.getByLabel('E-mail'), "Ce n'est pas une adresse e-mail.", 'x@')
    await expect.poll(() => permissions.getByLabel('Rôle').inputValue()).toBe('admin')

    const { page: visitor } = await world.browser.open()
    await visitor.goto(`${world.hub.origin}/signup`)
    await visitor.getByLabel('Prénom :').fill('Léa')
    await visitor.getByLabel('Email :').fill('x@')
    await visitor.getByLabel('Mot de passe :').fill('sept777')
    await button(visitor, 'Créer un compte').click()
    await isRefused(visitor.getByLabel('Email :'), "Ce n'est pas une adresse e-mail.", 'x@')
    await isRefused(visitor.getByLabel('Nom :', { exact: true }), 'Ce champ doit être rempli.', '')
    await isRefused(
      visitor.getByLabel('Mot de passe :'),
      'Le mot de passe doit avoir au moins 10 caractères.',
      'sept777',
    )
    await expect.poll(() => visitor.getByLabel('Prénom :').inputValue()).toBe('Léa')
  })

  test('an account with blank names and no currency', async () => {
    const { page } = await openBackOffice(world, await world.hub.person(), '/accounts/new')
    await page.getByLabel("Nom du compte (utiliser le nom de l'enseigne) :").fill('   ')
    await page.getByLabel('Ville :').fill('Lille')
    await page.getByLabel('Supprimer').click()
    await button(page, 'Créer').click()
    const required = 'Ce champ doit être rempli.'
    await isRefused(page.getByLabel("Nom du compte (utiliser le nom de l'enseigne) :"), required, '   ')
    await isRefused(page.getByLabel('Nom du point de vente :'), required, '')
    await isRefused(page.getByLabel('Devise :'), required, '')
    await expect.poll(() => page.getByLabel('Ville :').inputValue()).toBe('Lille')
  })

  test('a VAT number that is none', async () => {
    const { account, lea } = await merchant()
    const { page } = await openBackOffice(world, lea, `/accounts/${account.id}/edit`)
    await page.getByLabel('Numéro de TVA intracommunautaire :').fill('FR84404833048')
    await page.getByLabel('Ville :').fill('Lille')
    await button(page, 'Mettre à jour').click()
    const vat = page.getByLabel('Numéro de TVA intracommunautaire :')
    await isRefused(vat, "Ce numéro de TVA n'est pas valable.", 'FR84404833048')
    await expect.poll(() => page.getByLabel('Ville :').inputValue()).toBe('Lille')
  })

  test('a catalog’s name that is taken; the last catalog, and a list in use, say why they stay', async () => {
    const { account, lea } = await merchant()
    await world.hub.app('Ma boutique', { account, catalogId: null })
    const { page } = await openBackOffice(world, lea, `/accounts/${account.id}`)
    await button(card(page, 'Catalogues'), 'Créer un catalogue').click()
    const name = page.getByRole('dialog').getByLabel('Nom :')
    await name.fill('Pizzeria Roma')
    await button(page.getByRole('dialog'), 'Créer').click()
    await isRefused(name, 'Ce nom est déjà utilisé.', 'Pizzeria Roma')
    await button(page.getByRole('dialog'), 'Annuler').click()
    for (const [title, reason] of [
      ['Catalogues', "Impossible : c'est le dernier du compte."],
      ['Listes de clients', 'Impossible : utilisé par Ma boutique.'],
    ] as const) {
      await button(card(page, title), 'Supprimer Pizzeria Roma').click()
      await button(page.getByRole('dialog'), 'Supprimer').click()
      await bar(page, reason).waitFor()
      await button(page.getByRole('dialog'), 'Annuler').click()
      await card(page, title).getByText('Pizzeria Roma').waitFor()
    }
  })

  test('passwords that differ, are too short, or are not the current one', async () => {
    const { lea } = await merchant()
    const { page } = await openBackOffice(world, lea, '/profile')
    await button(page, 'Changer le mot de passe').click()
    const [current, fresh, again] = [
      'Mot de passe actuel :',
      'Nouveau mot de passe :',
      'Confirmez le mot de passe :',
    ].map((label) => page.getByLabel(label, { exact: true })) as [Locator, Locator, Locator]
    const send = async (...typed: [string, string, string]) => {
      await current.fill(typed[0])
      await fresh.fill(typed[1])
      await again.fill(typed[2])
      await button(page, 'Mettre à jour').click()
    }
    await send('pas le bon', 'douze assiettes', 'douze verres')
    await isRefused(again, 'Les deux mots de passe sont différents.', 'douze verres')
    await send('pas le bon', 'sept777', 'sept777')
    await isRefused(fresh, 'Le mot de passe doit avoir au moins 10 caractères.', 'sept777')
    await send('pas le bon', 'douze assiettes', 'douze assiettes')
    await isRefused(current, "Ce n'est pas votre mot de passe actuel.", 'pas le bon')
    await expect.poll(() => fresh.inputValue()).toBe('douze assiettes')
  })

  test('a reset link used twice: a page that says so, and the way to another', async () => {
    const { hub, browser } = world
    const person = await hub.person()
    const { page } = await browser.open()
    await page.goto(`${hub.origin}/login`)
    await page.getByText('Mot de passe perdu ?').click()
    await button(page, 'Réinitialiser le mot de passe').waitFor()
    await page.getByLabel('Email :').fill(person.email)
    await button(page, 'Réinitialiser le mot de passe').click()
    await page.getByText(`Si un profil existe avec l'adresse ${person.email}`).waitFor()
    const { text } = (await hub.mails(person.email)).at(-1)!
    const [link] = /http\S+\/reset_password\/\S+/.exec(text)!
    await page.goto(link)
    await page.getByLabel('Nouveau mot de passe :').fill('douze assiettes')
    await page.getByLabel('Confirmez le mot de passe :').fill('douze assiettes')
    await button(page, 'Mettre à jour').click()
    await page.getByText('Votre mot de passe est changé. Identifiez-vous.').waitFor()
    await page.goto(link)
    await page.getByText('Ce lien a expiré ou a déjà été utilisé.').waitFor()
    await page.getByText('Demander un nouveau lien').click()
    await button(page, 'Réinitialiser le mot de passe').waitFor()
  })
})

describe('a rejected order (§10.7)', () => {
  test('no script of the cause runs, its link is inert, and `info` unfolds as JSON (back-office 10.7)', async () => {
    const { account, lea } = await merchant()
    const till = await world.hub.app('Caisse', { account })
    const { body: order } = await till.post('/location/orders', { status: 'new' })
    const cause =
      '<img src=x onerror=alert(1)> [aide](javascript:alert(1)) **Fermé** <script>alert(1)</script>'
    const info = { reason: '</code><script>alert(1)</script>', poste: 2 }
    await till.patch(`/location/orders/${order.id}`, {
      status: 'rejected',
      custom_fields: { epos: { rejection: { cause, info } } },
    })
    const path = `/orders/${account.locationId}/${order.id}`
    const { page, errors, outside } = await openBackOffice(world, lea, path)
    let dialogs = 0
    page.on('dialog', (dialog) => {
      dialogs++
      void dialog.dismiss()
    })
    const box = page.getByRole('alert').filter({ hasText: 'a refusé cette commande.' })
    await box.getByText('<img src=x onerror=alert(1)>').waitFor()
    await expect.poll(() => box.locator('strong, em').allTextContents()).toEqual(['Fermé'])
    expect(await page.locator('main img, main script').count()).toBe(0)
    expect(await page.locator('a[href^="javascript" i]').count()).toBe(0)
    await box.getByText('aide').click()
    await button(page, "Voir plus d'informations").click()
    await expect.poll(() => box.locator('pre').textContent()).toBe(JSON.stringify(info, null, 2))
    expect(new URL(page.url()).pathname).toBe(path)
    expect({ dialogs, errors, outside }).toEqual({ dialogs: 0, errors: [], outside: [] })
  })
})

describe('an order that is delivered (§4.6)', () => {
  test('shows who delivers it, how far he is, and the page that follows him only if it is one', async () => {
    const { account, lea } = await merchant()
    const carrier = await world.hub.app('Coursier', { account })
    const { body: order } = await carrier.post('/location/orders', {
      status: 'new',
      service_type: 'delivery',
    })
    const delivery = `/location/orders/${order.id}/delivery`
    await carrier.post(delivery, {
      carrier: 'Swift Wheels',
      ref: 'SW-55021',
      status: 'dropoff_enroute',
      fee: '3.90 EUR',
      driver_name: 'Théo',
      driver_phone: '06 12 34 56 78',
      tracking_url: 'https://track.example.com/SW-55021',
    })
    const path = `/orders/${account.locationId}/${order.id}`
    const { page, errors, outside } = await openBackOffice(world, lea, path)
    const general = card(page, 'Général')
    await general.getByText('Swift Wheels · SW-55021').waitFor()
    await general.getByText('livreur en route vers le client · 3,90 €').waitFor()
    await general.getByText('Théo · 06 12 34 56 78').waitFor()
    const link = general.getByRole('link', { name: 'Suivre la livraison' })
    expect(await link.getAttribute('href')).toBe('https://track.example.com/SW-55021')
    await carrier.patch(delivery, { status: 'delivered', tracking_url: 'javascript:alert(1)' })
    await page.reload()
    await general.getByText('livrée · 3,90 €').waitFor()
    expect(await link.count()).toBe(0)
    expect({ errors, outside }).toEqual({ errors: [], outside: [] })
  })
})

describe('a form sent twice creates one thing (§10.10)', () => {
  test('a double click, and the Enter key besides: one catalog, one invitation, one mail', async () => {
    const { account, lea } = await merchant()
    const { page } = await openBackOffice(world, lea, `/accounts/${account.id}`)
    await button(card(page, 'Catalogues'), 'Créer un catalogue').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Nom :').fill('Carte du midi')
    await button(dialog, 'Créer').dblclick()
    await dialog.waitFor({ state: 'detached' })
    await card(page, 'Catalogues').getByText('Carte du midi').waitFor()
    const catalogs = (await lea.get(`/accounts/${account.id}/catalogs`)).body as { name: string }[]
    expect(catalogs.map(({ name }) => name).sort()).toEqual(['Carte du midi', 'Pizzeria Roma'])

    const email = 'double.clic@hub.test'
    const permissions = card(page, 'Permissions')
    await permissions.getByLabel('E-mail').fill(email)
    await permissions.getByLabel('E-mail').press('Enter')
    await button(permissions, '+').dblclick()
    await permissions.getByRole('row').filter({ hasText: email }).waitFor()
    expect(await world.hub.mails(email)).toHaveLength(1)
    const rows = (await lea.get(`/accounts/${account.id}/permissions`)).body as { email: string }[]
    expect(rows.filter((row) => row.email === email)).toHaveLength(1)
  })

  test('the answer was lost on its way: sent again, the form finds the location that it made', async () => {
    const { account, lea } = await merchant()
    const { page } = await openBackOffice(world, lea, `/locations/new?account=${account.id}`)
    await page.getByLabel('Nom :').fill('Roubaix')
    // The server acts, and the browser never hears of it.
    let isLost = true
    await page.route('**/api/accounts/*/locations', async (route) => {
      if (!isLost) return route.continue()
      isLost = false
      await route.fetch()
      await route.abort()
    })
    await button(page, 'Créer').click()
    await bar(page, 'Le serveur ne répond pas.').waitFor()
    await expect.poll(() => page.getByLabel('Nom :').inputValue()).toBe('Roubaix')
    await button(page, 'Créer').click()
    await page.getByRole('heading', { name: `Point de vente Roubaix - ${account.id}-1` }).waitFor()
    const { body } = await lea.get(`/accounts/${account.id}`)
    expect(body.locations.map(({ name }: { name: string }) => name)).toEqual(['Lille', 'Roubaix'])
  })

  test('without its CSRF token, none', async () => {
    const { account, lea } = await merchant()
    const path = `/accounts/${account.id}/catalogs`
    const answer = await lea.post(path, { name: 'Carte du soir' }, { csrf: null })
    expect(answer).toMatchObject({ status: 403, body: { code: 'csrf' } })
    expect((await lea.get(path)).body).toHaveLength(1)
  })
})
