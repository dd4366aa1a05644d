// A company is shown by its name on every list, printed document and export (contract, counter T85).
import { expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { onlyOrder, startConnectedTill, until } from '../connector/testing/till.ts'
import { exportFile, linesOf } from '../exchange/testing.ts'
import { migrations } from '../migrations/index.ts'
import { systemClock } from '../platform/clock.ts'
import { Database } from '../platform/database.ts'
import { migrate } from '../platform/migrate.ts'
import { addPrinter, plugPrinter, printed } from '../printing/testing/till.ts'
import { sellAtCounter } from '../testing/counter-sale.ts'
import { createOrder } from '../testing/own-order.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import type { Customer } from './wire.ts'

const townHall = { civility: '', company: 'Mairie de Lille', lastName: 'Dupont', firstName: 'Anne' }
interface Listed {
  rows: { customerName: string }[]
}

const lines = (ticket: string) => ticket.split('\n').map((line) => line.trim())

async function create(till: TestTill, form: object = townHall): Promise<Customer> {
  const { status, body } = await till.post<Customer>('/api/customers', form)
  expect(status).toBe(201)
  return body
}

/** The customer names that the back office's tables and the exports show for the till's documents. */
async function shownNames(till: TestTill) {
  const year = (await till.get<{ soldAt: string }>('/api/sales/1')).body.soldAt.slice(0, 4)
  const column = async (dataset: Parameters<typeof exportFile>[1]) => {
    const [head = '', first = ''] = linesOf(
      (await exportFile(till, dataset, 'csv', `&from=01/01/${year}&to=31/12/${year}`)).bytes,
    )
    return first.split(';')[head.split(';').indexOf('Client')]
  }
  const listed = async (path: string) =>
    (await till.get<Listed>(`/api/${path}?from=${year}-01-01&to=${year}-12-31`)).body.rows[0]?.customerName
  return {
    documents: await listed('documents'),
    settlements: await listed('settlements'),
    documentsFile: await column('documents'),
    settlementsFile: await column('settlements'),
    salesFile: await column('sales'),
  }
}

const everywhere = {
  documents: 'Mairie de Lille',
  settlements: 'Mairie de Lille',
  documentsFile: 'Mairie de Lille',
  settlementsFile: 'Mairie de Lille',
  salesFile: 'Mairie de Lille',
}

test('a sale to a company bears its name everywhere, the person below it (counter T85)', async () => {
  const [till, printer] = [await startTestTill(), await plugPrinter()]
  await addPrinter(till, printer, { printsTickets: true })
  const customer = await create(till)
  expect(customer.displayName).toBe('Mairie de Lille')
  await sellAtCounter(till, { lines: [['margherita']], totalCents: 1200, customerId: customer.idcli })
  await till.post('/api/sales/1/prints', { format: 'ticket' })
  const [ticket = ''] = await printed(printer, 1)
  const at = lines(ticket).indexOf('Mairie de Lille')
  expect(lines(ticket)[at + 1]).toBe("À l'attention de Dupont Anne")
  expect(await shownNames(till)).toEqual(everywhere)
})

test('the name is that of the day of the sale (counter T85)', async () => {
  const till = await startTestTill()
  const customer = await create(till)
  await sellAtCounter(till, { lines: [['margherita']], totalCents: 1200, customerId: customer.idcli })
  const { idcli, revision } = customer
  const renamed = { ...townHall, company: 'Ville de Lille', revision }
  expect((await till.put(`/api/customers/${idcli}`, renamed)).status).toBe(200)
  expect(await shownNames(till)).toEqual(everywhere)
})

test('an order and its papers bear the company too (counter T85)', async () => {
  const [till, printer] = [await startTestTill(), await plugPrinter()]
  await addPrinter(till, printer, { printsTickets: true })
  const { idcli } = await create(till)
  const order = await createOrder(till, { customerId: idcli })
  expect(order).toMatchObject({ customerName: 'Mairie de Lille' })
  expect((await till.post(`/api/orders/${order.number}/ticket`, {})).status).toBe(200)
  for (const paper of await printed(printer, 2)) {
    const at = lines(paper).indexOf('Mairie de Lille')
    expect(lines(paper)[at + 1]).toBe("À l'attention de Dupont Anne")
  }
})

test('«Facturer» a web order of a company makes a facture in its name (counter T85)', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  hub.place({
    status: 'accepted',
    customer: { company_name: 'Mairie de Lille', last_name: 'Dupont', first_name: 'Anne' },
  })
  const order = await onlyOrder(till)
  expect((await till.orders())[0]).toMatchObject({ customerName: 'Mairie de Lille' })
  await until(async () =>
    expect(
      (
        await till.post(`/api/web-orders/${order.number}/invoice`, {
          draftId: crypto.randomUUID(),
          sellerId: 1,
          dueCents: 1200,
          payments: [{ modeId: 1, cents: 1200 }],
        })
      ).status,
    ).toBe(201),
  )
  expect(await shownNames(till)).toEqual(everywhere)
})

test('customers of before the upgrade are called by their company too (counter T85)', () => {
  const database = new Database(`${temporaryFolder()}/till.sqlite`)
  const before = migrations.filter(({ name }) => name < '0295')
  migrate(database, before, systemClock)
  database.transaction(() =>
    database.exec(`insert into customer (company, last_name, display_name, search_key, created_at) values
      ('Mairie de Lille', 'Dupont', 'Dupont', '', '2026-11-27T12:00:00Z'),
      ('', 'Petit', 'Petit', '', '2026-11-27T12:00:00Z')`),
  )
  migrate(database, migrations, systemClock)
  expect(
    database.all<{ name: string }>(
      `select display_name as name from customer where last_name <> '' order by idcli`,
    ),
  ).toMatchObject([{ name: 'Mairie de Lille' }, { name: 'Petit' }])
  database.close()
})
