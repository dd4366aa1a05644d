import {
  type OpenPage,
  openBrowser,
  type Person,
  startCable,
  startHub,
  type TestAccount,
  type TestBrowser,
  type TestCable,
  type TestHub,
} from '@hub/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const count = 100

/** The orders that a page lists, newest first. */
export const listed = (page: Page): Promise<string[]> =>
  page
    .locator('tbody a[href*="/orders/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1) ?? ''))

/** Those that the hub knows, newest first. */
async function known(person: Person, account: TestAccount): Promise<string[]> {
  const ids: string[] = []
  let cursor = ''
  do {
    const { body } = await person.get(`/orders?account_id=${account.id}${cursor}`)
    ids.push(...body.orders.map(({ id }: { id: string }) => id))
    cursor = body.next_cursor === null ? '' : `&cursor=${encodeURIComponent(body.next_cursor)}`
  } while (cursor !== '')
  return ids
}

interface Watchers {
  hub: TestHub
  browser: TestBrowser
  cable: TestCable
  account: TestAccount
  lea: Person
  /** One that is never cut, and one behind the cable. */
  near: OpenPage
  far: OpenPage
}

/**
 * Two browsers look at the list while 100 orders come by the API, a part of them while one browser is cut off: both
 * show all of them, in order, none twice (contract, support 8.4).
 */
export async function watchOrders(whileCut: () => Promise<void>): Promise<void> {
  const watchers = await openWatchers()
  const { hub, browser, cable, account, lea, near, far } = watchers
  try {
    const shop = await hub.app('Ma boutique', { account })
    const place = async (orders: number) => {
      for (let n = 0; n < orders; n++)
        expect((await shop.post('/location/orders', { status: 'new' })).status).toBe(200)
    }
    await place(30)
    await showAll(watchers, 30)
    cable.cut()
    await place(40)
    await whileCut()
    cable.mend()
    await place(count - 70)
    await showAll(watchers, count)
    const expected = await known(lea, account)
    expect(expected).toHaveLength(count)
    for (const { page } of [near, far]) await expect.poll(() => listed(page)).toEqual(expected)
    console.log(
      `support 8.4: ${count} orders, ${watchers.near.errors.length} errors in the browser that was not cut`,
    )
    expect(near.errors).toEqual([])
  } finally {
    await browser.close()
    await cable.close()
    await hub.close()
  }
}

async function openWatchers(): Promise<Watchers> {
  const [hub, browser] = await Promise.all([startHub(), openBrowser()])
  const cable = await startCable(hub.origin)
  const account = await hub.account()
  const lea = await hub.person({ admin: [account] })
  const look = async (origin: string) => {
    const opened = await browser.open()
    const cookies = Object.entries(lea.cookies).map(([name, value]) => ({ name, value, url: hub.origin }))
    await opened.context.addCookies(cookies)
    await opened.page.goto(`${origin}/orders`)
    await opened.page.getByText('Suivi en direct').waitFor()
    return opened
  }
  const [near, far] = [await look(hub.origin), await look(cable.origin)]
  return { hub, browser, cable, account, lea, near, far }
}

/** Waits until both pages list all orders, without a reload; «Afficher la suite» loads the older ones. */
async function showAll({ near, far }: Watchers, orders: number) {
  for (const { page } of [near, far]) {
    const more = page.getByRole('button', { name: 'Afficher la suite' })
    await expect
      .poll(
        async () => {
          if (await more.isVisible()) await more.click()
          return new Set(await listed(page)).size
        },
        { timeout: 60_000 },
      )
      .toBe(orders)
  }
}
