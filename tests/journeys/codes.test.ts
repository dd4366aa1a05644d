// Codes that buy nothing (kezia R-C4, D25 and its check 6.2).
import { OAuthClient, type Person, startTestTill, type TestAccount } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askToConnect, enterCode, openTill, openWorld, type World } from './world.ts'

const refused = 'Code invalide ou expiré'
const tenMinutesMs = 600_000

let world: World
let account: TestAccount
let lea: Person
let now = Date.now()
beforeAll(async () => {
  world = await openWorld({ clock: { now: () => now } })
  account = await world.hub.account()
  lea = await world.hub.person({ admin: [account] })
})
afterAll(() => world.close())

const field = (page: Page) => page.getByLabel("Entrez le code d'autorisation obtenu :")
const ok = (page: Page) => page.getByRole('button', { name: 'OK', exact: true })

/** A client of the till's kind: its code is shown on the page. */
const installed = (client: { clientId: string; clientSecret: string }) =>
  new OAuthClient(world.hub.origin, client)
const codeFor = (client: OAuthClient) =>
  client.approve(lea, {
    redirect_uri: 'urn:ietf:wg:oauth:2.0:oob',
    scope: 'location[orders.write,customer_list.write,catalog.write]',
  })

/** The till with its code field open. */
async function openField() {
  const opened = await openTill(world)
  const hubPage = await askToConnect(opened.page)
  await hubPage.close()
  await field(opened.page).waitFor()
  return opened
}

async function isStillDisconnected(page: Page) {
  await expect.poll(() => page.getByRole('tab').allTextContents()).toEqual(['Connexion'])
  const state = await (await fetch(`${world.till.url}/api/hub`)).json()
  expect(state).toMatchObject({ isConnected: false, tokenTail: null })
}

async function connectedApps(): Promise<string[]> {
  const { body } = await lea.get(`/connections?account_id=${account.id}`)
  return body.groups.flatMap((group: { connections: { client_name: string }[] }) =>
    group.connections.map(({ client_name }) => client_name),
  )
}

const badCodes: [which: string, make: () => Promise<string>][] = [
  [
    'used',
    async () => {
      const other = installed(await world.hub.client('Kezia II, autre poste'))
      const code = await codeFor(other)
      expect((await other.post('token', { code })).status).toBe(200)
      return code
    },
  ],
  [
    'expired',
    async () => {
      const code = await codeFor(installed(world.kezia))
      now += tenMinutesMs
      return code
    },
  ],
  ['foreign', async () => codeFor(installed(await world.hub.client('Autre caisse')))],
  ['of 31 characters', async () => (await codeFor(installed(world.kezia))).slice(1)],
  ['followed by a word', async () => `${await codeFor(installed(world.kezia))} merci`],
]

test.each(badCodes)(
  'a code %s: «Code invalide ou expiré», the field keeps it, and no token is stored (kezia 6.2)',
  async (_, make) => {
    const code = await make()
    const { page, outside } = await openField()
    await enterCode(page, code)
    await page.getByText(refused, { exact: true }).waitFor()
    await expect.poll(() => field(page).inputValue()).toBe(code)
    expect(await field(page).isEditable()).toBe(true)
    await isStillDisconnected(page)
    expect(await connectedApps()).not.toContain('Kezia II')
    expect(outside).toEqual([])
  },
)

test('a pasted page of text is refused like any wrong code, and stays to be corrected (kezia 6.2)', async () => {
  const { page } = await openField()
  const text = 'Copiez ce code, allez dans votre logiciel\net collez-le à l’emplacement indiqué :\n'.repeat(
    2_000,
  )
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  await field(page).press('Control+v')
  const pasted = await field(page).inputValue()
  expect(pasted.length).toBeGreaterThan(150_000)
  await ok(page).click()
  await page.getByText(refused, { exact: true }).waitFor()
  await expect.poll(() => field(page).inputValue()).toBe(pasted)
  await isStillDisconnected(page)
})

test('wrong credentials of the application: «Identifiants de l’application refusés»', async () => {
  const till = await startTestTill({
    hubOrigin: world.hub.origin,
    client: { ...world.kezia, clientSecret: 'not the secret' },
  })
  const { page } = await openTill({ browser: world.browser, till })
  await (await askToConnect(page)).close()
  await enterCode(page, await codeFor(installed(world.kezia)))
  await page.getByText("Identifiants de l'application refusés", { exact: true }).waitFor()
  await till.close()
})

test('«OK» waits for something in the field; after a refusal, a good code with blanks around it connects, once (kezia 6.2)', async () => {
  const { page } = await openField()
  await expect.poll(() => ok(page).isDisabled()).toBe(true)
  await field(page).fill('   ')
  await expect.poll(() => ok(page).isDisabled()).toBe(true)
  await enterCode(page, 'c0de')
  await page.getByText(refused, { exact: true }).waitFor()

  const code = await codeFor(installed(world.kezia))
  await enterCode(page, ` \t${code}  `)
  await page.getByRole('group', { name: 'Connecté à HubRise' }).waitFor()
  expect(await connectedApps()).toContain('Kezia II')

  await page.getByRole('button', { name: 'Déconnexion' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Confirmer' }).click()
  await page.getByRole('button', { name: 'Connexion à HubRise' }).click()
  await enterCode(page, code)
  await page.getByText(refused, { exact: true }).waitFor()
  await isStillDisconnected(page)
})
