// The connection guide on other ports than the usual ones: `npm start` with its real processes, and a browser.
import { openBrowser } from '@hub/testing'
import { expect, onTestFinished, test } from 'vitest'
import { prepareNpmStart, until } from '../npm-start.ts'
import { connectTill, openHubWindow } from './world.ts'

const outage = 'Hub injoignable : la caisse continue.'

test('npm start on other ports: the till is connected, says that its hub died, and finds it again (operations C4, P4)', async () => {
  const { run } = await prepareNpmStart({ TILL_POLL_SECONDS: '1' })
  const shop = run()
  const browser = await openBrowser()
  onTestFinished(() => browser.close())
  await shop.ready()
  const { page, errors, outside } = await browser.open({ width: 1024, height: 768 })
  await page.goto(shop.till)
  await connectTill(page, 'demo@example.com', 'quatre fromages')
  const hubWindow = await openHubWindow(page)
  const place = await hubWindow.getByLabel('Point de vente', { exact: true }).inputValue()
  const [, location = ''] = /^Lille \((.+)\)$/.exec(place) ?? []
  expect(shop.output()).toContain(`(location ${location})`)
  expect([outside, errors]).toEqual([[], []])
  await page.keyboard.press('Escape')
  await hubWindow.waitFor({ state: 'detached' })

  // Down for as long as it takes until the till has asked it for something.
  const strip = page.getByText(outage).first()
  await until(async () => {
    shop.kill('hub')
    expect(await strip.isVisible()).toBe(true)
  })
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT })
  await strip.waitFor({ state: 'detached', timeout: 120_000 })
  expect(shop.output()).toContain(
    'The hub stopped (SIGKILL). It starts again in 1 s; the till goes on selling.',
  )
})
