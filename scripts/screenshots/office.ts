// `node scripts/screenshots/office.ts`: the till's office in docs/screenshots/till, after a week of sales.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createOwnDatabase, OAuthClient, openBrowser, startHub, startTestTill, until } from '@hub/testing'
import type { Page } from 'playwright-core'

const folder = fileURLToPath(new URL('../../docs/screenshots/till', import.meta.url))
const mostBytes = 200_000

const hub = await startHub({ database: await createOwnDatabase() })
const client = new OAuthClient(hub.origin, await hub.client('Kezia II'))
const address = { address: '12 rue de la Monnaie', postalCode: '59800', city: 'Lille' }
const firstLocation = { name: 'Lille', country: 'FR', timezone: 'Europe/Paris', ...address }
const account = await hub.account({ name: 'Pizzeria Roma', firstLocation })
const owner = await hub.person({ admin: [account] })
const apps = [
  await hub.app('LivePepper', { account, catalogId: null, customerListId: null }),
  await hub.app('Uber Eats', { account, catalogId: null, customerListId: null }),
]

/** The till lives in the past, and comes back to today. */
let minutesAgo = 0
const clock = { now: () => Temporal.Now.instant().subtract({ minutes: minutesAgo }) }
const goBack = (days: number, hours: number) => {
  minutesAgo = (days * 24 + hours) * 60
}
goBack(9, 0)
const till = await startTestTill({ hubOrigin: hub.origin, client, clock })

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${till.url}/api${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

// A week of sales ------------------------------------------------------------------------------------------------

const prices: Record<number, number> = { 1: 1200, 2: 1350, 10: 220, 11: 280, 13: 420, 15: 550 }
type Basket = [idart: number, quantity: number][]
interface Sold {
  lines: Basket
  /** The rest of the total is paid by the first mode, in cash a little more. */
  modes: number[]
  sellerId?: number
  customerId?: number
  service?: 'eat_in' | 'take_away'
}

async function sell({ lines, modes, sellerId = 1, customerId, service = 'eat_in' }: Sold): Promise<number> {
  const totalCents = lines.reduce((sum, [idart, quantity]) => sum + prices[idart]! * quantity, 0)
  const [first = 1, second] = modes
  const others = second === undefined ? 0 : Math.round(totalCents / 2)
  const rest = totalCents - others
  const payments = [
    { modeId: first, cents: first === 1 ? Math.ceil(rest / 500) * 500 : rest },
    ...(second === undefined ? [] : [{ modeId: second, cents: others }]),
  ]
  const sale = await call<{ number: number }>('POST', '/sales', {
    draftId: crypto.randomUUID(),
    sellerId,
    basket: {
      service,
      lines: lines.map(([idart, quantity]) => ({
        idart,
        quantity: String(quantity),
        unitCents: prices[idart],
        discount: null,
      })),
      discount: null,
    },
    payments,
    totalCents,
    customerId: customerId ?? null,
  })
  return sale.number
}

const usual: Sold[] = [
  { lines: [[1, 1]], modes: [1] },
  {
    lines: [
      [2, 1],
      [11, 1],
    ],
    modes: [3],
  },
  {
    lines: [
      [1, 2],
      [13, 2],
      [15, 1],
    ],
    modes: [3],
    sellerId: 2,
  },
  {
    lines: [
      [1, 1],
      [10, 1],
    ],
    modes: [5],
    service: 'take_away',
  },
  {
    lines: [
      [2, 2],
      [11, 2],
    ],
    modes: [1],
    sellerId: 2,
    service: 'take_away',
  },
  {
    lines: [
      [1, 3],
      [2, 1],
      [13, 4],
    ],
    modes: [2],
  },
  {
    lines: [
      [15, 2],
      [10, 2],
    ],
    modes: [1, 3],
  },
  {
    lines: [
      [1, 1],
      [2, 1],
      [11, 2],
    ],
    modes: [3, 5],
  },
]

const people = [
  {
    lastName: 'Petit',
    firstName: 'Léa',
    civility: 'Mme',
    email: 'lea.petit@example.com',
    mobile: '06 12 34 56 78',
    birthDate: '29/07/1990',
    address1: '12 rue de la Monnaie',
    postalCode: '59000',
    city: 'Lille',
    country: 'FR',
    deliveryNotes: 'Porte bleue, 2e étage',
    accessCode: '12A45',
    isSmsAllowed: true,
  },
  {
    lastName: 'Martin',
    firstName: 'Inès',
    civility: 'Mme',
    email: 'ines@example.com',
    mobile: '+33712345678',
    postalCode: '59100',
    city: 'Roubaix',
    country: 'FR',
  },
  {
    lastName: 'Rossi',
    firstName: 'Marco',
    civility: 'M.',
    postalCode: '59800',
    city: 'Lille',
    country: 'FR',
    isBlocked: true,
  },
  {
    lastName: 'Haddad',
    firstName: 'Noor',
    civility: '',
    email: 'noor@example.com',
    mobile: '06 98 76 54 32',
    postalCode: '62300',
    city: 'Lens',
    country: 'FR',
  },
  {
    lastName: 'Leroy',
    firstName: 'Anna',
    civility: 'Mme',
    email: 'anna.leroy@example.com',
    city: 'Lille',
    postalCode: '59000',
    country: 'FR',
    isAsleep: true,
  },
  {
    lastName: '',
    company: 'Les Halles SARL',
    isCompany: true,
    civility: '',
    phone: '03 20 12 34 56',
    postalCode: '59000',
    city: 'Lille',
    country: 'FR',
    isNetBilled: true,
  },
]

await call('PUT', '/company', {
  name: 'Pizzeria Roma',
  address1: address.address,
  address2: '',
  postalCode: address.postalCode,
  city: address.city,
  country: 'FR',
  siret: '732 829 320 00074',
  vatNumber: 'FR44732829320',
  timeZone: 'Europe/Paris',
})
const customers: number[] = []
for (const person of people)
  customers.push((await call<{ idcli: number }>('POST', '/customers', person)).idcli)
for (const name of ['Doublon', 'Essai']) {
  const { idcli } = await call<{ idcli: number }>('POST', '/customers', {
    lastName: name,
    civility: '',
    city: 'Lille',
  })
  await call('DELETE', `/customers/${idcli}`)
}
for (let days = 8; days > 0; days--) {
  for (const [index, one] of usual.entries()) {
    goBack(days, 8 - index)
    if ((index + days) % 3 !== 0) await sell({ ...one, ...(index === 5 && { customerId: customers[5]! }) })
  }
  goBack(days, 0)
  await call('POST', '/closings', { kind: 'day', number: 9 - days })
}
await call('POST', '/closings', { kind: 'month', number: 1 })

// Today: connected, with web orders, a facture and an avoir ----------------------------------------------------------

for (const [index, one] of usual.entries()) {
  goBack(0, 8 - index)
  await sell(one)
}
goBack(0, 0)
const { authorizeUrl } = await call<{ authorizeUrl: string }>('GET', '/hub')
const code = await client.approve(owner, Object.fromEntries(new URL(authorizeUrl).searchParams))
await call('POST', '/hub/connect', { code })
const invoice = await sell({
  lines: [
    [1, 2],
    [15, 2],
  ],
  modes: [3],
  customerId: customers[0]!,
})
await call('POST', `/sales/${invoice}/credit`, {
  draftId: crypto.randomUUID(),
  sellerId: 1,
  modeId: 1,
  reason: 'Pizza froide',
  lines: [{ rank: 0, quantity: '1' }],
})
interface Row {
  number: number
  sourceId: string
}
for (const [index, app] of apps.entries()) {
  for (const payment of ['online', 'cash']) {
    const { body } = await app.post('/location/orders', {
      status: 'new',
      service_type: 'collection',
      items: [{ product_name: 'Margherita', sku_ref: '1', price: '12.00 EUR', quantity: String(index + 1) }],
      customer: { first_name: 'Camille', last_name: 'Rousseau', email: 'camille@example.com' },
      payments: [
        {
          type: payment,
          name: payment === 'cash' ? 'Espèces' : 'Carte',
          amount: `${12 * (index + 1)}.00 EUR`,
        },
      ],
    })
    let found: Row | undefined
    await until(async () => {
      found = (await call<{ rows: Row[] }>('GET', '/web-orders')).rows.find(
        ({ sourceId }) => sourceId === body.id,
      )
      return found !== undefined
    })
    await call('POST', `/web-orders/${found!.number}/accept`, { sellerId: 1 })
    if (payment === 'online')
      await call('POST', `/web-orders/${found!.number}/invoice`, {
        draftId: crypto.randomUUID(),
        sellerId: 1,
        dueCents: 0,
        payments: [],
      })
  }
}
await call('POST', '/backups', {})

// Pictures -------------------------------------------------------------------------------------------------------

const browser = await openBrowser()
const { page, errors } = await browser.open({ width: 1024, height: 768 })
page.setDefaultTimeout(10_000)
const button = (name: string) => page.getByRole('button', { name, exact: true })
const settled = (of: Page) => of.evaluate('document.fonts.ready')

async function take(name: string) {
  await settled(page)
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  if (png.length > mostBytes) throw new Error(`${name}.png has ${png.length} bytes, at most ${mostBytes}`)
  await writeFile(`${folder}/${name}.png`, png)
  process.stdout.write(`${name}.png ${Math.round(png.length / 1000)} kB\n`)
}
const noticeGone = () => page.locator('.notice').waitFor({ state: 'detached' })
const leave = () => page.keyboard.press('Escape')
async function choose(...path: string[]) {
  // «Outils» is in the bar and under «Client».
  for (const [depth, name] of path.entries())
    await page
      .getByRole('menuitem', { name, exact: true })
      .nth(name === 'Outils' && depth === 1 ? 0 : -1)
      .click()
}

await page.goto(till.url)
await page.getByText('Agence : Pizzeria Roma').waitFor()

await button('CLIENTS').click()
await page.getByRole('row', { name: /Petit Léa/ }).waitFor()
await take('w18-customers')
await page.getByRole('row', { name: /Petit Léa/ }).dblclick()
await page.getByRole('table', { name: 'Historique' }).waitFor()
await page.getByLabel('Modifiable').check()
await take('w18-customer-sheet')
await leave()
await leave()
await choose('Client', 'Outils', 'Restauration Clients')
await page.getByRole('row', { name: /Doublon/ }).waitFor()
await take('w18-customer-restore')
await leave()

await button('FACTURES').click()
await page.getByRole('row', { name: /Avoir/ }).waitFor()
await take('invoices')
await page
  .getByRole('row', { name: /Facture/ })
  .first()
  .click()
await button('Avoir').click()
await page.getByText('À rembourser').waitFor()
await page
  .getByLabel(/^Quantité rendue/)
  .first()
  .fill('9')
await take('credit-note')
await leave()
await leave()

await button('REGLEMENTS').click()
await page.getByRole('table', { name: 'Totaux par mode' }).waitFor()
await take('settlements')
await leave()

await button('STATISTIQUES').click()
await page.getByLabel('Période prédéfinie').selectOption({ label: 'Cette semaine' })
await page.getByRole('table', { name: 'Par jour' }).waitFor()
await take('statistics')
await leave()

await button('JOURNAUX').click()
await page.getByRole('table', { name: 'Par taux de TVA' }).waitFor()
await take('journals')
await page.getByRole('tab', { name: 'Impayés' }).click()
await page.getByRole('row', { name: /LIVP/ }).waitFor()
await take('journals-unpaid')
await button('Exporter').click()
await take('export')
await leave()
await button('Clôture').click()
await take('closing-question')
await page.getByRole('alertdialog').getByRole('button', { name: 'Clôture' }).click()
await page.getByRole('article', { name: 'Clôture du jour n° 9' }).waitFor()
await noticeGone()
await take('closing')
await leave()
await page.getByRole('row', { name: /^Mois/ }).waitFor()
await take('closings')
await leave()

await choose('Compta', 'Mode Règlement Paiement')
await page.getByRole('row', { name: /Cartes/ }).click()
await take('payment-modes')
await button('Modifier').click()
await page.getByLabel('Code Compta').fill('511300')
await page.getByLabel('Type TPE').fill('Desk/5000')
await take('payment-mode')
await leave()
await leave()
await choose('Compta', 'TVA')
await page.getByLabel('Nouveau taux (%)').fill('20')
await button('Créer').click()
await page.getByText('existe déjà').waitFor()
await take('vat-rates')
await leave()

await choose('Hubrise')
await page.getByRole('tab', { name: 'E/S' }).click()
await button('Envoi Factures sur HubRise').click()
await page.getByRole('row', { name: /Petit Léa/ }).waitFor()
await page
  .getByRole('row', { name: /Petit Léa/ })
  .getByRole('checkbox')
  .check()
await take('w19-invoice-picker')
await leave()
await leave()

await choose('Outils', 'Sauvegarde')
await page.getByRole('row', { name: /main/ }).waitFor()
await take('backups')
await leave()
await choose('Outils', 'Profils')
await page.getByText('Ce poste est ouvert').waitFor()
await take('profiles')
await leave()
await choose('Outils', 'Journal des événements techniques')
await page.getByRole('row', { name: /Démarrage/ }).waitFor()
await take('technical-events')
await leave()
await choose('Outils', 'Import / Export')
await page.getByLabel('Données').first().selectOption({ label: 'Règlements' })
await take('import-export')
await leave()
await choose('?')
await take('about')

if (errors.filter((error) => !error.includes('422')).length > 0) throw new Error(errors.join('\n'))
await browser.close()
await till.close()
await hub.close()
