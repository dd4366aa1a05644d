// No control of the till lies under another box, and nothing is cut (contract, counter B1).
import { appendFileSync, readFileSync } from 'node:fs'
import type { Page, Request } from 'playwright-core'
import { expect } from 'vitest'

export interface Size {
  width: number
  height: number
}

interface LayoutReport {
  window: string | undefined
  dialog: string | undefined
  controlCount: number
  faults: string[]
}

export const smallestSize: Size = { width: 1024, height: 768 }
export const everySize: Size[] = [smallestSize, { width: 1366, height: 768 }, { width: 1920, height: 1080 }]

// Neither is typed here: they are code of the page, and this is code of Node.
export const webFile = (path: string) => new URL(`../../../apps/till/web/${path}`, import.meta.url)

/** The ids of every window that exists, as the two registries write them: they only load in a page. */
export function registeredWindows(): string[] {
  const sources = ['windows/registry.ts', 'connector/index.tsx'].map((path) =>
    readFileSync(webFile(path), 'utf8'),
  )
  return sources.flatMap((source) =>
    [...source.matchAll(/^ {2}'?([a-z-]+)'?: \{ title: /gm)].map(([, id]) => id ?? ''),
  )
}

/** Looks at each state of the screen that a test brings up, at each size, and keeps what is wrong. */
export async function layoutCheck(sizes: Size[]) {
  const { findLayoutFaults } = (await import(webFile('testing/layout-faults.ts').href)) as {
    findLayoutFaults(): LayoutReport
  }
  const faults: string[] = []
  const windows = new Set<string>()
  const dialogs = new Set<string>()
  let stateCount = 0
  let controlCount = 0
  return {
    faults,
    windows,
    dialogs,
    /** @returns what looks at a page; its `state` is how a fault names it, such as «W-4, identified» */
    lookAt(page: Page) {
      const settled = settledPage(page)
      return async function look(state: string): Promise<void> {
        stateCount += 1
        for (const size of sizes) {
          await page.setViewportSize(size)
          await settled()
          const report = await page.evaluate(findLayoutFaults)
          if (report.window) windows.add(report.window)
          if (report.dialog) dialogs.add(report.dialog)
          controlCount += report.controlCount
          const place = `${state}, ${size.width}×${size.height}`
          faults.push(...report.faults.map((fault) => `${place}: ${fault}`))
          await savePicture(page, place, report.faults)
        }
      }
    },
    summary: () =>
      `${windows.size} windows and ${dialogs.size} dialogs, ${stateCount} states at ${sizes.length} size(s): ${controlCount} controls checked`,
  }
}

/** @returns what waits until the page has what it asked for, and has drawn it */
function settledPage(page: Page): () => Promise<void> {
  const pending = new Set<Request>()
  // The stream of news never ends.
  page.on('request', (request) => request.resourceType() !== 'eventsource' && pending.add(request))
  page.on('requestfinished', (request) => pending.delete(request))
  page.on('requestfailed', (request) => pending.delete(request))
  return async () => {
    await expect.poll(() => pending.size, { interval: 20 }).toBe(0)
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  }
}

/** `LAYOUT_PICTURES=folder` keeps a picture of each state, to look at what a rule cannot see. */
async function savePicture(page: Page, place: string, faults: string[]): Promise<void> {
  const folder = process.env.LAYOUT_PICTURES
  if (folder === undefined) return
  const name = place.replaceAll(/[^\p{L}\p{N}×-]+/gu, '_')
  await page.screenshot({ path: `${folder}/${faults.length > 0 ? 'faulty-' : ''}${name}.png` })
  appendFileSync(`${folder}/faults.txt`, faults.map((fault) => `${place}: ${fault}\n`).join(''))
}
