// The story, timed: an order is posted; how long until it is on a live stream, and until the till rings in a browser, with
// the instants between.
import type { Order } from '@hub/contract'
import { EventStream, openBrowser } from '@hub/testing'
import { openWorld, type World } from '../chaos/lib/world.ts'
import { orderOf4Items } from './lib/fixture.ts'
import { startProcess } from './lib/process.ts'
import { conclude, type Figure, latency, report } from './lib/report.ts'
import { readMessages } from './lib/sse.ts'
import { median, round } from './lib/statistics.ts'

const orders = 150
const bells = 100
const bellGoalMs = 80
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

/** What one order reached, in milliseconds from before its POST. */
interface Hops {
  answered: number
  /** A stream of the hub told of it. */
  streamed: number
  /** The till told its pages: it has read the order and stored it. */
  pushed: number
  /** The page shows the alert, and rings. */
  rang: number
}

/** The clock of the browser, which is on the same machine. */
const nowMs = () => performance.timeOrigin + performance.now()

async function ringInBrowser(world: World, listener: string): Promise<Hops[]> {
  const browser = await openBrowser()
  const reached = { streamed: 0, pushed: 0 }
  const stops = await Promise.all([
    readMessages(
      `${world.hubOrigin}/v1/callback/events/stream`,
      { 'x-access-token': listener },
      (message) => {
        if (message.includes('event: callback')) reached.streamed = nowMs()
      },
    ),
    readMessages(`${world.tillOrigin}/api/live`, {}, (message) => {
      if (message.includes('"web-order-alert"')) reached.pushed = nowMs()
    }),
  ])
  try {
    const { page } = await browser.open({ width: 1024, height: 768 })
    await page.addInitScript(`
      window.rang = []
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const node of addedNodes)
          if (node.textContent?.includes(${JSON.stringify(alertText)}))
            window.rang.push(performance.timeOrigin + performance.now())
      }).observe(document, { childList: true, subtree: true })`)
    await page.goto(world.tillOrigin)
    const alert = page.getByRole('alert').filter({ hasText: alertText })
    const post = () => world.callHub('POST', '/location/orders', JSON.parse(orderOf4Items))
    const dismiss = async () => {
      await alert.waitFor()
      await alert.getByRole('button', { name: 'Fermer' }).click()
      await alert.waitFor({ state: 'detached' })
    }
    await post()
    await dismiss()
    const all: Hops[] = []
    while (all.length < bells) {
      await page.evaluate('window.rang = []')
      const startedMs = nowMs()
      await post()
      const answered = nowMs() - startedMs
      await alert.waitFor()
      const [rang] = await page.evaluate<number[]>('window.rang')
      const { streamed, pushed } = reached
      all.push({
        answered,
        streamed: streamed - startedMs,
        pushed: pushed - startedMs,
        rang: rang! - startedMs,
      })
      await dismiss()
    }
    return all
  } finally {
    for (const stop of stops) stop()
    await browser.close()
  }
}

const world = await openWorld()
const bare = await startProcess('bench/lib/bare.ts', {})
try {
  const listener = await world.listener()
  const bell = await ringInBrowser(world, listener)
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
  const hop = (what: string, pick: (hops: Hops) => number) => latency(what, bell.map(pick))
  const figures: Figure[] = [
    ...latency('bare HTTP + SSE: posted → stream', times.bare),
    ...latency('hub: order posted → stream', times.hub),
    {
      what: 'hub / bare, of the medians',
      measured: round(median(times.hub) / median(times.bare), 1),
    },
    ...hop('hub and till, order posted → answered', ({ answered }) => answered),
    ...hop('posted → stream of another app', ({ streamed }) => streamed),
    ...hop('posted → the till tells its pages', ({ pushed }) => pushed),
    ...hop('told → bell in the browser', ({ pushed, rang }) => rang - pushed),
    ...latency(
      'order posted → bell in the browser',
      bell.map(({ rang }) => rang),
      bellGoalMs,
    ),
  ]
  const database = process.env.DATABASE_URL ? 'the PostgreSQL of DATABASE_URL' : 'its own PostgreSQL'
  process.stdout.write(report(`Hub on ${database}, one order at a time`, figures))
  conclude(figures)
} finally {
  await bare.stop()
  await world.close()
}
