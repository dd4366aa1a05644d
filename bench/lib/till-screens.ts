import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { Database } from '../../apps/till/src/platform/database.ts'
import { openWorld, type World } from '../../chaos/lib/world.ts'
import { orderOf4Items } from './fixture.ts'
import type { Figure } from './report.ts'
import { median, percentile, round, spread } from './statistics.ts'
import { fillArticles } from './till-data.ts'

/** 150 orders a minute, however fast the cashier types. */
const ordersEveryMs = 400
const linesOfASale = 25
const patienceMs = 10_000

interface Plan {
  articles: number
  starts: number
  searches: number
  presses: number
}

/** Fills the till's file while it is not running. */
export async function fillTill(world: World, fill: (database: Database) => void): Promise<void> {
  await world.stopTill()
  const database = new Database(world.tillFile())
  fill(database)
  database.close()
  await world.startTill()
}

/** From the start of the till's process until a seller can be chosen in CAISSE. The browser is there already. */
async function coldStart(world: World, browser: TestBrowser): Promise<number> {
  await world.stopTill()
  const { page, context } = await browser.open({ width: 1024, height: 768 })
  const startedMs = performance.now()
  await world.startTill()
  await page.goto(world.tillOrigin)
  await page.getByRole('menubar').waitFor()
  await page.keyboard.press('F12')
  await page.getByRole('button', { name: 'Léa', exact: true }).waitFor()
  const tookMs = performance.now() - startedMs
  await context.close()
  return tookMs
}

const pressEnter = (page: Page) => page.keyboard.press('Enter')

/**
 * Notes how long after Enter, or after what `act` types, `condition` is true in the page, up to the frame that shows it.
 * @param condition an expression of the page
 */
async function fromEnter(page: Page, condition: string, act = pressEnter): Promise<number> {
  await page.evaluate(`
    globalThis.shown = new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('not shown within ${patienceMs} ms')), ${patienceMs})
      let pressedMs
      const note = () => {
        if (pressedMs === undefined || !(${condition})) return
        observer.disconnect()
        requestAnimationFrame(() => resolve(performance.now() - pressedMs))
      }
      const observer = new MutationObserver(note)
      observer.observe(document, { childList: true, subtree: true, characterData: true })
      for (const type of ['keydown', 'input'])
        addEventListener(type, (event) => {
          if (type === 'input' || event.key === 'Enter') pressedMs = event.timeStamp
        }, { capture: true })
    })
    undefined`)
  await act(page)
  return page.evaluate<number>('globalThis.shown')
}

const firstLetters = ['tom', 'bas', 'jam', 'ric', 'ori', 'poi', 'lar', 'che', 'mie', 'anc']

async function searchArticles(world: World, browser: TestBrowser, searches: number): Promise<number[]> {
  const { page, context } = await browser.open({ width: 1024, height: 768 })
  await page.goto(world.tillOrigin)
  await page.getByRole('button', { name: 'ARTICLES' }).click()
  const window = page.getByRole('dialog', { name: 'Sélection Article' })
  const field = window.getByRole('textbox', { name: 'Designation' })
  const times: number[] = []
  for (let count = -2; count < searches; count++) {
    const letters = firstLetters[(count + 2) % firstLetters.length]!
    const row = `document.querySelector('.selection-grid tbody tr')`
    const found = `${row}?.textContent.toLowerCase().includes('${letters}')`
    const ms = await fromEnter(page, found, () => field.fill(letters))
    if (count >= 0) times.push(ms)
  }
  await context.close()
  return times
}

/** Lines entered by code, Enter by Enter, while web orders come in. */
async function enterLines(world: World, browser: TestBrowser, presses: number): Promise<number[]> {
  const { page, context } = await browser.open({ width: 1024, height: 768 })
  await page.goto(world.tillOrigin)
  await page.getByRole('menubar').waitFor()
  await page.keyboard.press('F12')
  await page.getByRole('button', { name: 'Léa', exact: true }).click()
  const entry = page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox'))
  const orders = placeOrders(world)
  const times: number[] = []
  let lines = 0
  try {
    for (let count = -5; count < presses; count++) {
      if (lines === linesOfASale) {
        await page.getByRole('button', { name: 'ANNULE TOUT' }).click()
        await page.getByRole('alertdialog').getByRole('button', { name: 'ANNULE TOUT' }).click()
        await page.getByRole('alertdialog').waitFor({ state: 'detached' })
        lines = 0
      }
      await entry.pressSequentially(String(21 + ((count + 5) % 100)))
      const rows = `document.querySelectorAll('.counter-grid tbody tr').length`
      const ms = await fromEnter(page, `${rows} === ${++lines}`)
      if (count >= 0) times.push(ms)
    }
  } finally {
    await orders.stop()
    await context.close()
  }
  return times
}

/** Web orders, one after the other, until they are stopped. */
function placeOrders(world: World) {
  let isOver = false
  const placing = (async () => {
    while (!isOver) {
      await world.callHub('POST', '/location/orders', JSON.parse(orderOf4Items))
      await new Promise((resolve) => setTimeout(resolve, ordersEveryMs))
    }
  })()
  return {
    stop() {
      isOver = true
      return placing
    },
  }
}

export async function measureScreens({ articles, starts, searches, presses }: Plan): Promise<Figure[]> {
  const world = await openWorld()
  const browser = await openBrowser()
  try {
    await fillTill(world, (database) => fillArticles(database, articles))
    const cold: number[] = []
    for (let count = -1; count < starts; count++) {
      const ms = await coldStart(world, browser)
      if (count >= 0) cold.push(ms)
    }
    const searched = await searchArticles(world, browser, searches)
    const entered = await enterLines(world, browser, presses)
    const mb = await world.till().memoryMb()
    const p = (values: number[], share: number) => round(percentile(values, share), 0)
    return [
      {
        what: 'the till’s process started → CAISSE ready, ms',
        measured: spread(cold),
        goal: '< 2000',
        isMet: median(cold) < 2000,
      },
      {
        what: '«Sélection Article»: letters → list, ms, p50 / p99',
        measured: `${p(searched, 0.5)} / ${p(searched, 0.99)}`,
        goal: '< 100',
        isMet: percentile(searched, 0.99) < 100,
      },
      {
        what: 'CAISSE: Enter → line, while web orders come, ms, p50 / p99',
        measured: `${p(entered, 0.5)} / ${p(entered, 0.99)}`,
        goal: '< 50',
        isMet: percentile(entered, 0.99) < 50,
      },
      { what: 'memory of the till’s server, MB', measured: round(mb, 0), goal: '< 200', isMet: mb < 200 },
    ]
  } finally {
    await browser.close()
    await world.close()
  }
}
