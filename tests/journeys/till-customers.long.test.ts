// «Fiche Client» in a real browser (contract, kezia W-18).
import { openBrowser, type TestBrowser } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../apps/till/src/connector/testing/till.ts'
import { startTestTill } from '../../apps/till/src/testing/start.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a customer who was just saved stays as typed until read again, and is saved once more at once (kezia W-18)', async () => {
  const till = await startTestTill()
  await till.post('/api/customers', { lastName: 'Petit', civility: '' })
  const { page } = await browser.open({ width: 1024, height: 768 })
  await page.goto(till.url)
  await page.getByRole('button', { name: 'CLIENTS' }).click()
  await page.getByRole('row', { name: /Petit/ }).dblclick()
  const fiche = page.getByRole('dialog', { name: 'Fiche Client' })
  await fiche.getByLabel('Modifiable').check()
  const { promise: isTime, resolve: readAgain } = Promise.withResolvers<void>()
  await page.route(/\/api\/customers\/\d+$/, async (route) => {
    if (route.request().method() === 'GET') await isTime
    await route.continue()
  })
  for (const city of ['Lille', 'Roubaix']) {
    await fiche.getByLabel('Modifiable').check()
    await fiche.getByLabel('Ville').fill(city)
    await fiche.getByRole('button', { name: 'Enregistrer' }).click()
    await until(async () => expect(await fiche.getByLabel('Modifiable').isChecked()).toBe(false))
    await expect.poll(() => fiche.getByLabel('Ville').inputValue()).toBe(city)
  }
  readAgain()
  await until(async () =>
    expect((await till.get('/api/customers?text=petit&sort=name')).body).toMatchObject({
      lines: [{ city: 'Roubaix' }],
    }),
  )
})
