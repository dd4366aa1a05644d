// What the visits of the till's windows are made of.
import type { Page } from 'playwright-core'
import type { FullTill } from './world.ts'

export type Look = (state: string) => Promise<void>

/** Opens windows from the home screen of the till that `world.ts` prepares, and looks at each state of each. */
export type Visit = (page: Page, look: Look, world: FullTill) => Promise<void>

/** The same on a till of its own. */
export type OwnVisit = (page: Page, look: Look) => Promise<void>

export const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).last()
export const row = (page: Page, name: RegExp) => page.getByRole('row', { name }).first()
export const windowOf = (page: Page, id: string) => page.locator(`[data-window=${id}]`)

/** By the menu bar: the entries of an open menu come before those of the bar that follow it. */
export async function menu(page: Page, ...entries: string[]): Promise<void> {
  for (const name of entries) await page.getByRole('menuitem', { name, exact: true }).first().click()
}

export const openDialog = (page: Page) => page.locator('dialog[open]').last().waitFor()

/** Closes the dialog or window on top. */
export const leave = (page: Page) => page.keyboard.press('Escape')

/** A dialog that is opening: looked at, then left without an answer. */
export async function question(page: Page, look: Look, state: string): Promise<void> {
  const dialogs = page.locator('dialog[open]')
  await dialogs.last().waitFor()
  const count = await dialogs.count()
  await look(state)
  await leave(page)
  await dialogs.nth(count - 1).waitFor({ state: 'detached' })
}

/** A dialog, or the line that says why there is none. */
export async function answer(page: Page, look: Look, state: string): Promise<void> {
  await page.locator('dialog[open], .notice').first().waitFor()
  if (await page.locator('dialog[open]').count()) return question(page, look, state)
  await look(state)
  // It is not taken for the answer to the next one; it may have gone by itself.
  await page.evaluate(
    "document.querySelector('.notice')?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))",
  )
  await page.locator('.notice').waitFor({ state: 'detached' })
}

export async function tabs(page: Page, look: Look, window: string, names: string[]): Promise<void> {
  for (const name of names) {
    await page.getByRole('tab', { name, exact: true }).click()
    await look(`${window}, ${name}`)
  }
}
