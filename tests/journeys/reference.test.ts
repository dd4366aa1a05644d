import { openBrowser, startHub, type TestBrowser, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let browser: TestBrowser
beforeAll(async () => {
  hub = await startHub()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await hub.close()
})

describe('the API reference in a browser', () => {
  test('shows the operations, and asks nothing of any other host', async () => {
    const { page, outside, errors } = await browser.open()
    await page.goto(`${hub.origin}/docs/api`)
    await page.getByRole('heading', { name: 'Create an order', exact: true }).first().waitFor()
    await page.getByRole('heading', { name: 'Order hub API' }).waitFor()
    await page.goto(`${hub.origin}/docs/api#tag/orders/POST/location/orders`)
    await page.getByText('Permission: orders.write').first().waitFor()
    await page.goto(`${hub.origin}/docs/api#tag/callbacks/POST/callback`)
    await page.getByText('X-HubRise-Hmac-SHA256').first().waitFor()
    for (const name of [/open api client/i, /ask ai/i, /\bagent\b/i, /deploy/i])
      expect(await page.getByRole('button', { name }).count()).toBe(0)
    expect(outside).toEqual([])
    expect(errors).toEqual([])
  })
})
