// What a browser sees of requests and passwords that the hub does not take (oauth §4, back-office §2.1, general §5).
import { OAuthClient, personPassword } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBackOffice, openWorld, type World } from './world.ts'

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob'
const scope = 'location[orders.write]'
const quarterOfAnHourMs = 15 * 60_000

let world: World
let client: OAuthClient
let now = Date.now()
beforeAll(async () => {
  world = await openWorld({ clock: { now: () => now } })
  const { hub } = world
  const registered = await hub.client('Ma boutique', { redirectUris: ['https://shop.example/cb'] })
  client = new OAuthClient(hub.origin, registered)
})
afterAll(() => world.close())

describe.each(['signed in', 'not signed in'] as const)('an authorisation request of someone %s', (who) => {
  async function open(path: string) {
    const person =
      who === 'signed in'
        ? await world.hub.person({ admin: [await world.hub.account()] })
        : world.hub.visitor()
    return openBackOffice(world, person, path)
  }

  test.each([
    [
      'an unknown client',
      { client_id: '000000000000.clients.hub.test', redirect_uri: 'https://evil.example/cb', scope },
      'Application inconnue',
      '000000000000.clients.hub.test',
    ],
    [
      'no client',
      { client_id: '', redirect_uri: 'https://evil.example/cb', scope },
      'Application inconnue',
      'Le paramètre client_id manque.',
    ],
    [
      'a foreign redirect address',
      { redirect_uri: 'https://evil.example/cb', scope },
      'Adresse de retour refusée',
      'https://evil.example/cb',
    ],
    [
      'a script as redirect address',
      { redirect_uri: 'javascript:alert(1)', scope },
      'Adresse de retour refusée',
      'javascript:alert(1)',
    ],
    [
      'an unknown scope, from an installed app',
      { redirect_uri: outOfBand, scope: 'location[kitchen.write]' },
      'Demande incorrecte',
      'invalid_scope',
    ],
  ])('with %s is explained on the page, and goes nowhere', async (_, parameters, title, sentence) => {
    const path = `/oauth2/v1/authorize${client.query(parameters)}`
    const { page, outside } = await open(path)
    await page.getByRole('heading', { name: title }).waitFor()
    await page.getByText(sentence).first().waitFor()
    expect(new URL(page.url()).origin).toBe(world.hub.origin)
    expect(await page.getByRole('button').count()).toBe(0)
    expect(outside).toEqual([])
  })
})

test('an unknown scope goes back to the address that an approved client registered (security S29)', async () => {
  const { hub, browser } = world
  expect((await hub.operator('POST', `/clients/${client.clientId}/approve`)).status).toBe(200)
  const { page, outside } = await browser.open()
  const path = `/oauth2/v1/authorize${client.query({ scope: 'location[kitchen.write]', state: 'x1' })}`
  // The shop is not of this machine, so that the browser stops before it.
  await page.goto(hub.origin + path).catch(() => undefined)
  expect(outside).toHaveLength(1)
  const url = new URL(outside[0]!)
  expect(url.origin + url.pathname).toBe('https://shop.example/cb')
  expect(Object.fromEntries(url.searchParams)).toMatchObject({ error: 'invalid_scope', state: 'x1' })
})

const wrong = 'Email ou mot de passe incorrect.'

async function tryToSignIn(page: Page, email: string, password: string) {
  await page.getByLabel('Email :').fill(email)
  await page.getByLabel('Mot de passe :').fill(password)
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/api/login')),
    page.getByRole('button', { name: 'Connexion', exact: true }).click(),
  ])
}

describe('wrong passwords (back-office §2.1, general §5)', () => {
  test('an unknown address and a wrong password get the same sentence, and what was typed stays', async () => {
    const { hub, browser } = world
    const { email } = await hub.person()
    const { page } = await browser.open()
    await page.goto(`${hub.origin}/login`)
    for (const address of [email, 'personne@hub.test']) {
      await tryToSignIn(page, address, 'pas le bon')
      await page.getByRole('alert').getByText(wrong, { exact: true }).waitFor()
      await expect.poll(() => page.getByLabel('Email :').inputValue()).toBe(address)
    }
  })

  test('the eleventh try waits, the right password included; then it is let in (security S24)', async () => {
    const { hub, browser } = world
    // The tries of other tests came from this address too.
    now += quarterOfAnHourMs
    const { email } = await hub.person({ admin: [await hub.account()] })
    const { page, outside } = await browser.open()
    await page.goto(`${hub.origin}/login`)
    for (let failures = 1; failures <= 10; failures++) await tryToSignIn(page, email, `essai ${failures}`)
    await page.getByRole('alert').getByText(wrong, { exact: true }).waitFor()
    await tryToSignIn(page, email, personPassword)
    await page
      .getByRole('alert')
      .getByText(/Trop d'essais. Réessayez dans 2\smin\./)
      .waitFor()
    await expect.poll(() => page.getByLabel('Email :').inputValue()).toBe(email)
    now += quarterOfAnHourMs
    await tryToSignIn(page, email, personPassword)
    await page.getByRole('heading', { name: 'TABLEAU DE BORD' }).waitFor()
    expect(outside).toEqual([])
  })
})
