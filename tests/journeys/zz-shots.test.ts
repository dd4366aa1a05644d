import { openBrowser } from '@hub/testing'
import { test } from 'vitest'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../../apps/till/src/connector/testing/till.ts'
test('shots', async () => {
  const browser = await openBrowser()
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  hub.place({ status: 'in_preparation' })
  await until(async () => { if ((await till.orders()).length !== 1) throw new Error('') })
  const { page } = await browser.open({ width: 1024, height: 768 })
  await page.addInitScript("window.print = () => {}")
  await page.goto(till.url)
  const b = (n: string) => page.getByRole('button', { name: n, exact: true })
  await b('Commandes Web').click()
  for (const i of [1, 2]) {
    await b('Impression').click()
    await page.screenshot({ path: `/tmp/webs-shots/a${i}.png` })
    await b('TICKET').click()
    await page.waitForTimeout(1500)
    await page.screenshot({ path: `/tmp/webs-shots/b${i}.png` })
    await page.keyboard.press('Escape')
  }
  await browser.close()
})
