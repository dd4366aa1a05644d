// Opens every window of the till, and looks at each of its states.
import type { TestBrowser } from '@hub/testing'
import { startTestTill } from '../../apps/till/src/testing/start.ts'
import { layoutCheck, registeredWindows, type Size, smallestSize } from './layout-check.ts'
import { firstStart, visits } from './layout-screens.ts'
import { startFullTill } from './layout-world.ts'

/**
 * @returns what is wrong, windows that no visit reached included; and a line on what was looked at. One visit that goes
 * astray stops itself only.
 */
export async function walkEveryWindow(browser: TestBrowser, sizes: Size[]) {
  const { till } = await startFullTill()
  const { page } = await browser.open(smallestSize)
  page.setDefaultTimeout(10_000)
  await page.addInitScript('globalThis.print = () => {}')
  const check = await layoutCheck(page, sizes)
  const astray: string[] = []
  for (const [name, visit] of Object.entries(visits)) {
    await page.setViewportSize(smallestSize)
    await page.goto(till.url)
    await page.getByRole('menubar').waitFor()
    await visit(page, check.look).catch((error: Error) => astray.push(`${name}: ${error.message}`))
  }
  const fresh = await startTestTill({ demo: false })
  await page.goto(fresh.url)
  await firstStart(page, check.look).catch((error: Error) => astray.push(`firstStart: ${error.message}`))
  const unseen = registeredWindows().filter((id) => !check.windows.has(id))
  const notOpened = unseen.map((id) => `no visit opens the window «${id}»`)
  return { faults: [...astray, ...notOpened, ...check.faults], summary: check.summary() }
}
