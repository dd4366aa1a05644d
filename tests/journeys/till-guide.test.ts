// The merchant's guide inside the till: «?», «Guide d'utilisation», without any network.
import { openBrowser, type TestBrowser, until } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestTill } from '../../apps/till/src/testing/start.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('«?» says «Logiciel non certifié» (kezia D64) and opens the guide: each page has its title and its pictures, and one is read by keyboard', async () => {
  const till = await startTestTill()
  const { page, errors, outside } = await browser.open({ width: 1024, height: 768 })
  await page.goto(till.url)
  await page.getByRole('menuitem', { name: '?' }).click()
  // The till claims no certificate (D64).
  await page.getByText('Logiciel non certifié').waitFor()
  await page.getByRole('button', { name: "Guide d'utilisation" }).click()
  const guide = page.getByRole('dialog', { name: "Guide d'utilisation" })
  const pages = await guide.getByRole('navigation').getByRole('button').allTextContents()
  expect(pages).toHaveLength(8)
  for (const name of pages) {
    await guide.getByRole('button', { name, exact: true }).press('Enter')
    const text = guide.getByRole('article', { name, exact: true })
    await text.getByRole('heading', { level: 1 }).waitFor()
    const pictures = await text.getByRole('img').count()
    expect(pictures).toBeGreaterThan(0)
    await until(() =>
      page.evaluate<boolean>(
        '[...document.querySelectorAll(".guide img")].every((one) => one.complete && one.naturalWidth > 0)',
      ),
    )
    if (process.env.SCREENSHOTS !== undefined)
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/guide-${pages.indexOf(name)}.png` })
  }
  expect({ errors, outside }).toEqual({ errors: [], outside: [] })
})
