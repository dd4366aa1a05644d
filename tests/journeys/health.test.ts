// support §8.1: what a merchant sees of a receiver that fails, on every page that shows health.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type App,
  openBrowser,
  startHub,
  startReceiver,
  type TestBrowser,
  type TestHub,
  until,
} from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBackOffice } from './world.ts'

const minuteMs = 60_000
let nowMs = Date.now() - 60 * minuteMs
let hub: TestHub
let browser: TestBrowser
beforeAll(async () => {
  ;[hub, browser] = await Promise.all([startHub({ clock: { now: () => nowMs } }), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await hub.close()
})

/** With `SCREENSHOTS`, a folder, each page is kept there. */
async function picture(page: Page, name: string) {
  const folder = process.env.SCREENSHOTS
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

test('a receiver that answers 500 is «En échec» on every page, with the cause in a sentence (support 8.1)', async () => {
  const account = await hub.account()
  const lea = await hub.person({ admin: [account], firstName: 'Léa' })
  const shop = await hub.app('Ma boutique', { account })
  const kitchen = await hub.app('Écran cuisine', { account })
  const old = await hub.app('Ancienne caisse', { account })
  const to = await startReceiver(500)
  await kitchen.receive(to.url, { order: ['create'] })
  const { body: order } = await shop.post('/location/orders', { status: 'new' })
  await shop.patch(`/location/orders/${order.id}`, {
    status: 'rejected',
    custom_fields: { epos: { rejection: { cause: 'Adresse trop loin' } } },
  })
  for (let attempt = 1; attempt <= 3; attempt++) {
    await attempted(kitchen, attempt)
    nowMs += 2 ** (attempt - 1) * minuteMs
  }
  expect((await lea.delete(`/accounts/${account.id}/connections/${old.connectionId}`)).status).toBe(204)
  expect((await old.get('/location')).status).toBe(401)
  await hub.parts.requestLog.flush()

  const sentence = /Le serveur de l'application répond par l'erreur 500 depuis .+, 1 événement attend$/
  const pages: [name: string, path: string][] = [
    ['connections', '/connections'],
    ['dashboard', '/'],
    ['order', `/orders/${account.locationId}/${order.id}`],
  ]
  const sizes = [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]
  for (const [[name, path], size] of pages.flatMap((page) => sizes.map((size) => [page, size] as const))) {
    const opened = await openBackOffice({ hub, browser }, lea, path, size)
    await opened.page.getByText('En échec', { exact: true }).first().waitFor()
    await opened.page.getByText(sentence).first().waitFor()
    await picture(opened.page, `${name}-${size.width}`)
    expect(opened.errors).toEqual([])
    if (name === 'order') {
      const box = opened.page
        .getByRole('alert')
        .filter({ hasText: 'La boutique (Ma boutique) a refusé cette commande.' })
      await box.getByText('Motif donné par Ma boutique :').waitFor()
    }
    await opened.context.close()
  }

  // The selector's list, and the connection that ended.
  const { page, errors } = await openBackOffice({ hub, browser }, lea, '/connections')
  await page.getByLabel('Point de vente :', { exact: true }).click()
  await page.getByRole('option', { name: /Lille/ }).getByText('En échec').waitFor()
  await picture(page, 'selector')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Voir les connexions terminées' }).click()
  const ended = page.getByRole('article', { name: 'Ancienne caisse' })
  await ended.getByText(/^Terminée le .+ par Léa Petit$/).waitFor()
  await picture(page, 'ended')
  await ended.getByRole('link', { name: 'Voir les logs' }).click()
  await page.getByText('/v1/location').first().waitFor()
  await page.getByText('401').first().waitFor()
  expect(errors).toEqual([])

  to.answer(200)
  nowMs += 8 * minuteMs
  await until(async () => (await kitchen.events()).length === 0)
  await page.goto(`${hub.origin}/connections`)
  const card = page.getByRole('article', { name: 'Écran cuisine' })
  await card.getByText('En forme', { exact: true }).waitFor()
  await to.close()
})

const attempted = (app: App, count: number) =>
  until(async () => (await app.get('/callback/journal')).body[0]?.attempts.length === count)
