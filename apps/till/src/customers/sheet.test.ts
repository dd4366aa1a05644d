import { describe, expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { onlyOrder, startConnectedTill } from '../connector/testing/till.ts'
import { margherita } from '../testing/counter-sale.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { Customer, CustomerForm, CustomerPage, CustomerSheet, DeletedCustomer } from './wire.ts'

const create = (till: TestTill, form: Partial<CustomerForm> = {}) =>
  till.post<Customer>('/api/customers', { lastName: 'Petit', civility: '', ...form })

const found = async (till: TestTill, text: string, sort = 'name') =>
  (await till.get<CustomerPage>(`/api/customers?${new URLSearchParams({ text, sort })}`)).body.lines.map(
    ({ displayName }) => displayName,
  )

const formOf = ({ birthDate, ...customer }: Customer): CustomerForm => ({
  ...customer,
  birthDate: (birthDate ?? '').split('-').reverse().join('/'),
})

describe('the fiche (kezia W-18, D24)', () => {
  test('every field is kept, a phone as it was typed (kezia R-K14)', async () => {
    const till = await startTestTill()
    const form: Partial<CustomerForm> = {
      civility: 'Mme',
      lastName: 'Petit',
      firstName: 'Léa',
      birthDate: '29/07/1990',
      address1: '1 rue de Béthune',
      address2: 'Bât. B',
      postalCode: '59000',
      city: 'Lille',
      country: 'fr',
      phone: '03.20.12.34.56',
      mobile: '06 12 34 56 78',
      accessCode: '12A',
      email: 'Lea@Example.com',
      deliveryNotes: 'Porte bleue',
      isSmsAllowed: true,
      isBlocked: true,
      isAsleep: true,
      isNetBilled: true,
    }
    const { status, body } = await create(till, form)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      ...form,
      birthDate: '1990-07-29',
      country: 'FR',
      displayName: 'Petit Léa',
      isEmailAllowed: false,
      isWeb: true,
      sourceId: null,
    })
    const { customer } = (await till.get<CustomerSheet>(`/api/customers/${body.idcli}`)).body
    expect(customer).toEqual(body)
  })

  test.each<[Partial<CustomerForm>, string]>([
    [{ lastName: '' }, 'lastName'],
    [{ lastName: '', isCompany: true }, 'company'],
    [{ email: 'lea' }, 'email'],
    [{ email: '*@example.com' }, 'email'],
    [{ birthDate: '30/02/1990' }, 'birthDate'],
    [{ birthDate: '01/01/2999' }, 'birthDate'],
    [{ country: 'France' }, 'country'],
    [{ phone: '0'.repeat(41) }, 'phone'],
    [{ civility: 'Dr' as never }, 'civility'],
  ])('%j is refused beside its field, and nothing is stored', async (values, field) => {
    const till = await startTestTill()
    const before = await found(till, '')
    expect(await create(till, values)).toMatchObject({ status: 422, body: { errors: [{ field }] } })
    expect(await found(till, '')).toEqual(before)
  })

  test('a «Personne Morale» is called by its company', async () => {
    const till = await startTestTill()
    const { body } = await create(till, { lastName: '', isCompany: true, company: 'Les Halles SARL' })
    expect(body).toMatchObject({ displayName: 'Les Halles SARL', lastName: '' })
  })

  test('a fiche that changed in between is not overwritten', async () => {
    const till = await startTestTill()
    const { body } = await create(till)
    const put = (city: string) =>
      till.put<Customer>(`/api/customers/${body.idcli}`, { ...formOf(body), city })
    expect(await put('Lille')).toMatchObject({ status: 200, body: { city: 'Lille', revision: 2 } })
    expect(await put('Lens')).toMatchObject({ status: 409 })
  })

  test('first, previous, next and last follow the code client', async () => {
    const till = await startTestTill()
    const ids = []
    for (const lastName of ['A', 'B', 'C']) ids.push((await create(till, { lastName })).body.idcli)
    expect((await till.get<CustomerSheet>(`/api/customers/${ids[1]}`)).body.neighbours).toEqual({
      first: ids[0],
      previous: ids[0],
      next: ids[2],
      last: ids[2],
    })
  })
})

test('«Recherche» finds by name, company, e-mail, town, code client and any writing of a number', async () => {
  const till = await startTestTill()
  const { body } = await create(till, {
    lastName: 'Lefèvre',
    firstName: 'Zoé',
    company: 'Halles',
    email: 'zoe@example.com',
    city: 'Roubaix',
    mobile: '06 12 34 56 78',
  })
  await create(till, { lastName: 'Autre' })
  for (const text of [
    'lefevre',
    'zoé LEF',
    'halles',
    'zoe@ex',
    'roubaix',
    String(body.idcli),
    '0612345678',
    '06.12.34',
    '+33 6 12 34',
  ])
    expect([text, await found(till, text)]).toEqual([text, ['Halles']])
  expect(await found(till, 'nobody')).toEqual([])
  expect(await found(till, '')).toEqual(['Autre', 'Halles'])
  expect(await found(till, '', 'idcli')).toEqual(['Halles', 'Autre'])
})

test('a parked sale keeps its customer; one who was blocked since is left out (kezia §5.4)', async () => {
  const till = await startTestTill()
  const { body } = await create(till)
  const { basket } = margherita()
  const parked = { sellerId: 1, basket, customerId: body.idcli }
  const recall = async () => {
    const [sale] = (await till.get<{ id: number }[]>('/api/parked-sales')).body
    return till.post(`/api/parked-sales/${sale!.id}/recall`, {})
  }
  expect((await till.post('/api/parked-sales', parked)).status).toBe(204)
  expect(await recall()).toMatchObject({ body: { customer: { idcli: body.idcli, displayName: 'Petit' } } })
  expect((await till.post('/api/parked-sales', parked)).status).toBe(204)
  await till.put(`/api/customers/${body.idcli}`, { ...formOf(body), isBlocked: true })
  expect(await recall()).toMatchObject({
    body: { customer: null, changed: ['Petit est bloqué : la vente est anonyme.'] },
  })
  expect(await till.post('/api/parked-sales', parked)).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'customerId' }] },
  })
})

describe('deleting (kezia W-18)', () => {
  test('goes to the recycle bin, and «Restauration Clients» takes it out', async () => {
    const till = await startTestTill()
    const { idcli } = (await create(till)).body
    expect((await till.delete(`/api/customers/${idcli}`)).status).toBe(204)
    expect(await found(till, 'petit')).toEqual([])
    expect((await till.get(`/api/customers/${idcli}`)).status).toBe(404)
    expect((await till.get<DeletedCustomer[]>('/api/customers/deleted')).body).toMatchObject([
      { idcli, displayName: 'Petit' },
    ])
    expect(await till.post(`/api/customers/${idcli}/restore`, {})).toMatchObject({ status: 200 })
    expect(await found(till, 'petit')).toEqual(['Petit'])
    expect((await till.post(`/api/customers/${idcli}/restore`, {})).status).toBe(404)
  })

  test('is refused while documents name the customer, and his history shows them', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    hub.place({ customer: { email: 'ines@example.com', first_name: 'Inès', last_name: 'Martin' } })
    const order = await onlyOrder(till)
    const [line] = (await till.get<CustomerPage>('/api/customers?text=martin')).body.lines
    expect(await till.delete(`/api/customers/${line!.idcli}`)).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining(order.code) },
    })
    expect((await till.get(`/api/customers/${line!.idcli}/documents`)).body).toMatchObject([
      { kind: 'web-order', name: order.code, totalCents: 1200, status: 'pending' },
    ])
  })
})
