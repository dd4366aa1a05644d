// The story, timed: an order is posted; how long until it is on a live stream, and until the till rings in a browser.
import type { Order } from '@hub/contract'
import { EventStream, openBrowser } from '@hub/testing'
import { openWorld, type World } from '../chaos/lib/world.ts'
import { orderOf4Items } from './lib/fixture.ts'
import { startProcess } from './lib/process.ts'
import { percentile, round, table } from './lib/statistics.ts'

const orders = 150
const bells = 40
const alertText = 'Nouvelle(s) commande(s) WEB'

/** Milliseconds from before the POST until the stream told of it; and until the POST was answered. */
async function toStream(post: () => Promise<{ id: string }>, stream: EventStream): Promise<number> {
  const startedMs = performance.now()
  const { id } = await post()
  for (;;) {
    const message = await stream.next()
    if (!message) throw new Error('the stream ended')
    if (message.data.includes(id)) return performance.now() - startedMs
  }
}

async function ringInBrowser(world: World): Promise<number[]> {
  const browser = await openBrowser()
  try {
    const { page } = await browser.open({ width: 1024, height: 768 })
    await page.addInitScript(`
      window.rang = []
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const node of addedNodes)
          if (node.textContent?.includes(${JSON.stringify(alertText)})) window.rang.push(Date.now())
      }).observe(document, { childList: true, subtree: true })`)
    await page.goto(world.tillOrigin)
    const alert = page.getByRole('alert').filter({ hasText: alertText })
    const dismiss = async () => {
      await alert.waitFor()
      await alert.getByRole('button', { name: 'Fermer' }).click()
      await alert.waitFor({ state: 'detached' })
    }
    await world.callHub('POST', '/location/orders', JSON.parse(orderOf4Items))
    await dismiss()
    const times: number[] = []
    while (times.length < bells) {
      await page.evaluate('window.rang = []')
      const startedMs = Date.now()
      await world.callHub('POST', '/location/orders', JSON.parse(orderOf4Items))
      await alert.waitFor()
      times.push((await page.evaluate<number[]>('window.rang'))[0]! - startedMs)
      await dismiss()
    }
    return times
  } finally {
    await browser.close()
  }
}

const world = await openWorld()
const bare = await startProcess('bench/lib/bare.ts', {})
try {
  // First, while the till has its whole allowance of requests per minute.
  const rang = await ringInBrowser(world)
  const listener = await world.listener()
  const stream = new EventStream(`${world.hubOrigin}/v1/callback/events/stream`, {
    'x-access-token': listener,
  })
  const bareStream = new EventStream(bare.origin, {})
  await Promise.all([stream.opened, bareStream.opened])
  const postBare = async () => {
    const id = crypto.randomUUID()
    await (await fetch(bare.origin, { method: 'POST', body: JSON.stringify({ id }) })).json()
    return { id }
  }
  const postOrder = () => world.callHub<Order>('POST', '/location/orders', JSON.parse(orderOf4Items))
  const times = { bare: [] as number[], hub: [] as number[] }
  for (let count = -10; count < orders; count++) {
    const bareMs = await toStream(postBare, bareStream)
    const hubMs = await toStream(postOrder, stream)
    if (count < 0) continue
    times.bare.push(bareMs)
    times.hub.push(hubMs)
  }
  stream.close()
  bareStream.close()
  const row = (name: string, values: number[]) => [
    name,
    values.length,
    round(percentile(values, 0.5), 1),
    round(percentile(values, 0.99), 1),
  ]
  const rows = [
    row('bare HTTP + SSE: posted → stream', times.bare),
    row('hub: order posted → stream', times.hub),
    row('hub and till: order posted → bell in the browser', rang),
  ]
  const database = process.env.DATABASE_URL ? 'the PostgreSQL of DATABASE_URL' : 'its own PostgreSQL'
  process.stdout.write(
    `\nHub on ${database}, one order at a time:\n\n${table(['what', 'times', 'p50 ms', 'p99 ms'], rows)}\n\n`,
  )
  process.stdout.write(
    `hub / bare, p50: ${round(percentile(times.hub, 0.5) / percentile(times.bare, 0.5), 1)}\n`,
  )
} finally {
  await bare.stop()
  await world.close()
}
