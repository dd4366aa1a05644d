// Other stations of the shop, in real browsers: paired on the machine's screen, listed there, revoked there (security S34).
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stationUrl } from '../../apps/till/src/testing/send.ts'
import { startTestTill, type TestTill } from '../../apps/till/src/testing/start.ts'
import { otherMachine } from '../../apps/till/src/testing/station.ts'
import { startStationProxy } from './station-proxy.ts'

const size = { width: 1024, height: 768 }

let browser: TestBrowser
let proxy: string
beforeAll(async () => {
  browser = await openBrowser()
  proxy = await startStationProxy()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function openStation(till: TestTill): Promise<Page> {
  const { page } = await browser.open({ ...size, proxy, acceptsAnyCertificate: true })
  page.setDefaultTimeout(15_000)
  await page.goto(stationUrl(till))
  return page
}

/** «Postes», on the machine of the till. */
async function openOwnMachine(till: TestTill): Promise<Page> {
  const { page } = await browser.open(size)
  page.setDefaultTimeout(15_000)
  await page.goto(till.url)
  await page.getByRole('menubar').waitFor()
  await page.keyboard.press('F9')
  await page.getByRole('tab', { name: 'Postes', exact: true }).click()
  return page
}

test('a station is paired by the code of the machine’s screen, and revoked there (security S34)', async () => {
  const till = await startTestTill({ host: '0.0.0.0' })
  const machine = await openOwnMachine(till)
  await machine.getByText(till.network?.fingerprint ?? 'none').waitFor()
  await button(machine, 'Associer un poste').click()
  const shown = await machine.locator('.stations-code').innerText()
  expect(shown).toMatch(/^\d{4} \d{4}$/)

  const pictures = process.env.SCREENSHOTS
  const station = await openStation(till)
  await station.getByRole('heading', { name: 'Associer ce poste' }).waitFor()
  expect(await station.getByRole('menubar').count()).toBe(0)
  const code = station.getByRole('textbox', { name: 'Code' })
  await code.fill(shown === '1234 5678' ? '8765 4321' : '1234 5678')
  await station.getByRole('textbox', { name: 'Nom de ce poste' }).fill('Tablette terrasse')
  await button(station, 'Associer').click()
  await station.getByText(/^Code refusé/).waitFor()
  if (pictures !== undefined) await station.screenshot({ path: `${pictures}/associer.png` })
  await code.fill(shown)
  await station.keyboard.press('Enter')
  await station.getByRole('menubar').waitFor()
  await station.reload()
  await station.getByRole('menubar').waitFor()
  await station.keyboard.press('F12')
  await button(station, 'Léa').waitFor()
  expect(await station.getByText('Réseau du magasin non chiffré').count()).toBe(0)

  const row = machine.getByRole('row', { name: /Tablette terrasse/ })
  await row.getByText(otherMachine).waitFor()
  expect(await machine.locator('.stations-code').count()).toBe(0)
  if (pictures !== undefined) {
    await button(machine, 'Associer un poste').click()
    await machine.locator('.stations-code').waitFor()
    await machine.screenshot({ path: `${pictures}/postes.png` })
  }
  await button(machine, 'Révoquer Tablette terrasse').click()
  await machine.getByRole('alertdialog', { name: 'Révoquer ce poste ?' }).waitFor()
  await machine.getByRole('alertdialog').getByRole('button', { name: 'Révoquer' }).click()
  await machine.getByText('Aucun poste associé.').waitFor()
  // Without a touch: its live stream has ended.
  await station.getByRole('heading', { name: 'Associer ce poste' }).waitFor()
})

test('the guide’s page about the browser’s warning shows the fingerprint on the machine (security S34)', async () => {
  const till = await startTestTill({ host: '0.0.0.0' })
  const { page } = await browser.open(size)
  page.setDefaultTimeout(15_000)
  await page.goto(till.url)
  await page.getByRole('menuitem', { name: '?' }).click()
  await button(page, 'Postes du magasin').waitFor()
  await button(page, "Guide d'utilisation").click()
  await button(page, 'Autres postes du magasin').click()
  const text = page.getByRole('article', { name: 'Autres postes du magasin' })
  await text.getByRole('heading', { name: 'L’avertissement du navigateur' }).waitFor()
  await text.getByText(till.network?.fingerprint ?? 'none').waitFor()
})

test('with TILL_TLS=0 every screen says «Réseau du magasin non chiffré» (security S34)', async () => {
  const till = await startTestTill({ host: '0.0.0.0', tls: 'off' })
  const machine = await openOwnMachine(till)
  await machine.getByText('Réseau du magasin non chiffré').waitFor()
  await machine.getByText(/passe en clair \(TILL_TLS=0\)/).waitFor()
  const pictures = process.env.SCREENSHOTS
  if (pictures !== undefined) await machine.screenshot({ path: `${pictures}/en-clair.png` })
})

test('a till on loopback says how other stations would be let in (security S34)', async () => {
  const machine = await openOwnMachine(await startTestTill())
  await machine.getByText(/TILL_HOST/).waitFor()
  expect(await button(machine, 'Associer un poste').count()).toBe(0)
})
