// Contract, kezia 6.3: the connection is blocked, suspended or revoked while a sale is under way, on a real hub.
import type { ConnectionGroups } from '@hub/contract/manager'
import { openBrowser, startHub, type TestBrowser, type TestHub } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jumpingClock } from '../../apps/till/src/connector/testing/till.ts'
import type { HubState } from '../../apps/till/src/connector/wire.ts'
import { api, connectedTill, type Merchant, merchant, orderOnHub, pizza, until } from '../till-world.ts'

let hub: TestHub
let browser: TestBrowser
beforeAll(async () => {
  ;[hub, browser] = await Promise.all([startHub(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await hub.close()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** The till's connection, as the back office names it. */
async function connectionPath({ person, account }: Merchant): Promise<string> {
  const { body } = await person.get<ConnectionGroups>(`/connections?account_id=${account.id}`)
  const all = body.groups.flatMap(({ connections }) => connections)
  return `/accounts/${account.id}/connections/${all.find((one) => one.client_name === 'Kezia II')!.id}`
}

interface Trouble {
  strip: string
  begin(at: Merchant): Promise<unknown>
  end(at: Merchant, till: string): Promise<unknown>
}

const troubles: Record<string, Trouble> = {
  blocked: {
    strip: 'Connexion bloquée',
    begin: async (at) => at.person.post(`${await connectionPath(at)}/block`),
    end: async (at) => at.person.post(`${await connectionPath(at)}/unblock`),
  },
  suspended: {
    strip: 'Compte suspendu',
    begin: ({ account }) => hub.operator('POST', `/accounts/${account.id}/suspend`),
    end: ({ account }) => hub.operator('POST', `/accounts/${account.id}/resume`),
  },
  revoked: {
    strip: 'La connexion à HubRise a été révoquée',
    begin: async (at) => at.person.delete(await connectionPath(at)),
    end: async (at, till) => api(till, 'POST', '/hub/connect', { code: await at.newCode(till) }),
  },
}

test.each(Object.keys(troubles))(
  '%s in the middle of a sale: it is settled and printed; afterwards the orders placed meanwhile arrive, and the invoice leaves once (kezia 6.3)',
  async (name) => {
    const { strip, begin, end } = troubles[name]!
    const at = await merchant(hub)
    const clock = jumpingClock()
    const till = await connectedTill(at, { clock })
    await api(till.url, 'PUT', '/hub/options', { isInvoicesAutomatic: true })
    const { page, errors } = await browser.open({ width: 1024, height: 768 })
    await page.addInitScript("globalThis.print = () => { document.body.dataset.printed = 'yes' }")
    await page.goto(till.url)
    await page.getByRole('menubar').waitFor()
    await page.keyboard.press('F12')
    await button(page, 'Léa').click()
    const entry = page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox'))
    await entry.fill('1')
    await page.keyboard.press('Enter')
    await page.getByRole('table', { name: 'Vente en cours' }).getByText('MARGHERITA').waitFor()

    await begin(at)
    await page.locator('.strip').getByText(strip, { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Règlement' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: 'Ticket 1' }).waitFor()
    expect((await api<HubState>(till.url, 'GET', '/hub')).queue.count).toBe(1)

    // A suspended account takes no order of anyone.
    const isOpen = name !== 'suspended'
    const meanwhile = isOpen && (await at.shop.post('/location/orders', pizza)).body.id
    await end(at, till.url)
    const id = meanwhile || (await at.shop.post('/location/orders', pizza)).body.id
    clock.jump({ minutes: 5 })
    await page.getByRole('alert').filter({ hasText: 'Nouvelle(s) commande(s) WEB' }).waitFor()
    await page.locator('.strip').waitFor({ state: 'detached' })
    await until(async () => expect(await orderOnHub(at, id)).toMatchObject({ status: 'received' }))
    await until(async () => expect((await api<HubState>(till.url, 'GET', '/hub')).queue.count).toBe(0))
    const listed = (await at.shop.get('/location/orders')).body as { ref: string | null }[]
    expect(listed.filter(({ ref }) => ref === '1')).toHaveLength(1)
    expect(listed).toHaveLength(2)
    expect(errors).toEqual([])
  },
)
