// Customers and commandes of the till with a real hub: what each side reads of the other (kezia §4.3, §4.5).
import { OAuthClient, startHub, startTestTill, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { HubState } from '../apps/till/src/connector/wire.ts'
import type { Customer, CustomerPage, CustomerSheet } from '../apps/till/src/customers/wire.ts'
import type { OwnOrderDetails, OwnOrderRow } from '../apps/till/src/orders/wire.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const until = <T>(condition: () => T | Promise<T>) => vi.waitFor(condition, { timeout: 30_000, interval: 20 })

/** A till connected to a merchant's point de vente, and another application beside it. */
async function shop() {
  const account = await hub.account()
  const person = await hub.person({ admin: [account] })
  const client = new OAuthClient(hub.origin, await hub.client('Kezia II'))
  const crm = await hub.app('CRM', {
    account,
    scope: 'location[orders.write,customer_list.write]',
    catalogId: null,
  })
  const till = await startTestTill({ hubOrigin: hub.origin, client })
  onTestFinished(() => till.close())
  async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
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
  const { authorizeUrl } = await api<HubState>('GET', '/hub')
  const code = await client.approve(person, Object.fromEntries(new URL(authorizeUrl!).searchParams))
  await api('POST', '/hub/connect', { code })
  await until(async () => expect((await api<HubState>('GET', '/hub')).lastReceptionAt).not.toBeNull())
  const customers = `/customer_lists/${account.customerListId}/customers`
  const ficheOf = async (text: string) => {
    const { lines } = await api<CustomerPage>('GET', `/customers?${new URLSearchParams({ text })}`)
    expect(lines).toHaveLength(1)
    return (await api<CustomerSheet>('GET', `/customers/${lines[0]!.idcli}`)).customer
  }
  return { api, crm, customers, ficheOf }
}

const person = {
  email: 'noor@example.com',
  first_name: 'Noor',
  last_name: 'Haddad',
  gender: 'female',
  birth_date: '1990-07-29',
  company_name: 'Halles',
  phone: '+33612345678',
  phone_access_code: '12A',
  address_1: '1 rue de Béthune',
  address_2: 'Bât. B',
  postal_code: '59000',
  city: 'Lille',
  country: 'FR',
  delivery_notes: 'Porte bleue',
  sms_marketing: true,
  email_marketing: true,
}

const form = {
  email: 'noor@example.com',
  firstName: 'Noor',
  lastName: 'Haddad',
  civility: 'Mme',
  birthDate: '29/07/1990',
  company: 'Halles',
  mobile: '06 12 34 56 78',
  accessCode: '12A',
  address1: '1 rue de Béthune',
  address2: 'Bât. B',
  postalCode: '59000',
  city: 'Lille',
  country: 'FR',
  deliveryNotes: 'Porte bleue',
  isSmsAllowed: true,
  isEmailAllowed: true,
}

test('a customer of the hub is a fiche, field by field, and a change of the fiche goes back (kezia §4.3)', async () => {
  const { api, crm, customers, ficheOf } = await shop()
  const { id } = (await crm.post(customers, person)).body
  const fiche = await until(() => ficheOf('haddad'))
  expect(fiche).toMatchObject({
    ...form,
    mobile: '+33612345678',
    birthDate: '1990-07-29',
    sourceId: id,
    displayName: 'Halles',
  })
  await api('PUT', `/customers/${fiche.idcli}`, { ...fiche, birthDate: '30/07/1990', city: 'Lens' })
  await until(async () =>
    expect((await crm.get(`${customers}/${id}`)).body).toMatchObject({
      ...person,
      birth_date: '1990-07-30',
      city: 'Lens',
    }),
  )
  await crm.post(`${customers}/${id}/anonymise`, {})
  await until(async () =>
    expect((await api<CustomerSheet>('GET', `/customers/${fiche.idcli}`)).customer).toMatchObject({
      isAnonymised: true,
      email: '',
      city: '',
    }),
  )
})

test('a fiche of the till is a customer of the hub, field by field (kezia §4.3)', async () => {
  const { api, crm, customers } = await shop()
  const { idcli } = await api<Customer>('POST', '/customers', form)
  await until(async () => expect((await crm.get(customers)).body).toMatchObject([person]))
  await api('POST', '/hub/transfers/customers', {})
  await until(async () =>
    expect(await api('GET', '/hub/transfers')).toMatchObject({ state: 'done', sent: 0, errors: [] }),
  )
  expect(idcli).toBeGreaterThan(0)
})

test('a commande is an accepted order of its customer, follows its changes, and ends with its facture (kezia R-E1, R-E2)', async () => {
  const { api, crm, customers } = await shop()
  await api('PUT', '/hub/options', { ownOrderSending: 'web' })
  const { idcli } = await api<Customer>('POST', '/customers', form)
  const sheet = {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    customerId: idcli,
    serviceType: 'delivery',
    dueAt: '2031-05-01T18:30:00Z',
    nota: 'Sonner',
    discountPercent: '10',
    port: '3,00',
    portKind: 'gross',
    lines: [{ id: null, idart: 1, quantity: '2', price: '12,00', discount: '' }],
    deposits: [{ modeId: 3, amount: '5,00' }],
  }
  const { number, revision } = await api<OwnOrderDetails>('POST', '/orders', sheet)
  const row = await until(async () => {
    const [first] = await api<OwnOrderRow[]>('GET', '/orders/open')
    expect(first?.code).not.toBe('')
    return first!
  })
  const [customer] = (await crm.get(customers)).body
  const read = async () => (await crm.get(`/location/orders/${row.code.toLowerCase()}`)).body
  expect(await read()).toMatchObject({
    status: 'accepted',
    ref: String(number),
    service_type: 'delivery',
    expected_time: '2031-05-01T20:30:00+02:00',
    seller_notes: 'Sonner',
    total: '24.60 EUR',
    payment_discrepancy: '0.00 EUR',
    customer: { id: customer.id, email: 'noor@example.com' },
    items: [{ product_name: 'MARGHERITA', sku_ref: '1', price: '10.80 EUR', tax_rate: '10.0' }],
    charges: [{ name: 'FRAIS DE PORT TTC', price: '3.00 EUR', tax_rate: '20.0' }],
    discounts: [],
    payments: [
      { ref: '3', type: 'online', amount: '5.00 EUR' },
      { ref: '1', type: 'cash', amount: '19.60 EUR' },
    ],
  })

  const lines = [{ id: null, idart: 2, quantity: '1', price: '13,50', discount: '' }]
  await api('PUT', `/orders/${number}`, { ...sheet, revision, lines, discountPercent: '' })
  await until(async () =>
    expect(await read()).toMatchObject({ total: '16.50 EUR', payment_discrepancy: '0.00 EUR' }),
  )

  const payments = [{ modeId: 2, cents: 1150 }]
  await api('POST', `/orders/${number}/invoice`, { draftId: 'd1', sellerId: 1, payments, dueCents: 1150 })
  const done = await until(async () => {
    const order = await read()
    expect(order.status).toBe('completed')
    return order
  })
  expect(done).toMatchObject({ total: '16.50 EUR', payment_discrepancy: '0.00 EUR' })
  const live = done.payments.filter(({ deleted }: { deleted: boolean }) => !deleted)
  expect(live.map(({ ref, amount }: { ref: string; amount: string }) => [ref, amount])).toEqual([
    ['3', '5.00 EUR'],
    ['2', '11.50 EUR'],
  ])
  expect(await api('GET', '/web-orders')).toMatchObject({ rows: [] })
})
