// Each row of the contract, kezia §4.3, in both directions.
import { expect, test } from 'vitest'
import type { Customer, CustomerForm, CustomerPage, CustomerSheet } from '../../customers/wire.ts'
import { startStubHub } from '../testing/stub-hub.ts'
import { type HubTill, startConnectedTill, until } from '../testing/till.ts'

const create = async (till: HubTill, form: Partial<CustomerForm>) => {
  const answer = await till.post<Customer>('/api/customers', { lastName: 'Petit', civility: '', ...form })
  expect(answer.status).toBe(201)
  return answer.body
}
const formOf = ({ birthDate, ...customer }: Customer): CustomerForm => ({
  ...customer,
  birthDate: (birthDate ?? '').split('-').reverse().join('/'),
})
const ficheOf = async (till: HubTill, idcli: number) =>
  (await till.get<CustomerSheet>(`/api/customers/${idcli}`)).body.customer

/** The till's fields and the hub's; each row is tested from left to right and back. */
const rows: [name: string, fiche: Partial<CustomerForm>, hub: Record<string, unknown>][] = [
  ['E-mail', { email: 'lea@example.com' }, { email: 'lea@example.com' }],
  ['Nom / Prénom', { lastName: 'Durand', firstName: 'Zoé' }, { last_name: 'Durand', first_name: 'Zoé' }],
  ['Civilité M.', { civility: 'M.' }, { gender: 'male' }],
  ['Civilité Mme', { civility: 'Mme' }, { gender: 'female' }],
  ['Date de naissance', { birthDate: '29/07/1990' }, { birth_date: '1990-07-29' }],
  ['Société', { company: 'Les Halles', isCompany: true }, { company_name: 'Les Halles' }],
  ['Portable', { mobile: '+33612345678' }, { phone: '+33612345678' }],
  ['Tél., without Portable', { phone: '+33320123456' }, { phone: '+33320123456' }],
  ["Code d'accès", { accessCode: '12A' }, { phone_access_code: '12A' }],
  [
    'Adresse, Adresse suite',
    { address1: '1 rue de Béthune', address2: 'Bât. B' },
    { address_1: '1 rue de Béthune', address_2: 'Bât. B' },
  ],
  [
    'CP, Ville, Pays',
    { postalCode: '59000', city: 'Lille', country: 'BE' },
    { postal_code: '59000', city: 'Lille', country: 'BE' },
  ],
  ['Instructions livraison', { deliveryNotes: 'Porte bleue' }, { delivery_notes: 'Porte bleue' }],
  ['Accord SMS', { isSmsAllowed: true }, { sms_marketing: true }],
  ['Accord e-mail', { isEmailAllowed: true }, { email_marketing: true }],
]
const key = 'row@example.com'

test.each(rows)(
  '«%s» leaves for the hub, with IDCLI as private ref and nothing else (kezia §4.3)',
  async (_, fiche, hub) => {
    const stub = await startStubHub()
    const till = await startConnectedTill(stub)
    const { idcli } = await create(till, { lastName: 'Petit', email: key, ...fiche })
    const [request] = await until(() => {
      const found = stub.received.filter(
        ({ method, path }) => method === 'POST' && path.endsWith('/customers'),
      )
      expect(found).toHaveLength(1)
      return found
    })
    const whole = { private_ref: String(idcli), last_name: 'Petit', email: key, ...hub }
    expect(JSON.parse(request!.body)).toEqual(whole)
  },
)

test.each(rows)('«%s» comes from the hub (kezia §4.3)', async (_, fiche, hub) => {
  const stub = await startStubHub()
  const till = await startConnectedTill(stub)
  const named = 'last_name' in hub || 'company_name' in hub ? {} : { last_name: 'Petit' }
  const { id } = stub.placeCustomer({ email: key, country: null, ...named, ...hub })
  const customer = await until(async () => {
    const { lines } = (await till.get<CustomerPage>('/api/customers')).body
    expect(lines).toHaveLength(1)
    return ficheOf(till, lines[0]!.idcli)
  })
  const { lastName = 'lastName' in fiche || 'company' in fiche ? '' : 'Petit' } = fiche
  expect(formOf(customer)).toMatchObject({ lastName, ...fiche })
  expect(customer).toMatchObject({ sourceId: id, isWeb: true })
})

test('a national number leaves in international form; another format as it is (kezia §4.3, R-K14)', async () => {
  const stub = await startStubHub()
  const till = await startConnectedTill(stub)
  await create(till, { email: 'a@example.com', mobile: '06 12 34 56 78', phone: '03 20 12 34 56' })
  await create(till, { email: 'b@example.com', phone: '03.20.12.34.56' })
  await create(till, { email: 'c@example.com', phone: 'poste 12' })
  await until(() => expect(stub.customers.all.size).toBe(3))
  expect([...stub.customers.all.values()].map(({ phone }) => phone)).toEqual([
    '+33612345678',
    '+33320123456',
    'poste 12',
  ])
})

test('«Client bloqué», «Sommeil» and «Facturation Hors Taxes» stay here, and no word of the hub changes them', async () => {
  const stub = await startStubHub()
  const till = await startConnectedTill(stub)
  const local = { isBlocked: true, isAsleep: true, isNetBilled: true }
  const { idcli } = await create(till, { email: key, ...local })
  await until(() => expect(stub.customers.all.size).toBe(1))
  const [held] = [...stub.customers.all.values()]
  const sent = stub.received.filter(({ method, path }) => method === 'POST' && path.endsWith('/customers'))
  expect(Object.keys(JSON.parse(sent[0]!.body)).toSorted()).toEqual(['email', 'last_name', 'private_ref'])
  stub.changeCustomer(held!.id, { city: 'Lens' })
  await until(async () => expect(await ficheOf(till, idcli)).toMatchObject({ city: 'Lens', ...local }))
})

test('orders, turnover and loyalty cards of the hub are shown, and never sent back', async () => {
  const stub = await startStubHub()
  const till = await startConnectedTill(stub)
  const { idcli } = await create(till, { email: key })
  await until(() => expect(stub.customers.all.size).toBe(1))
  const [held] = [...stub.customers.all.values()]
  stub.changeCustomer(held!.id, {
    nb_orders: 3,
    order_total: '41.70 EUR',
    first_order_date: '2026-01-02T12:00:00+01:00',
    last_order_date: '2026-03-04T19:30:00+01:00',
    loyalty_cards: [{ id: 'l1', name: 'Tea Club', ref: 'TEA', balance: '12.5' }] as never,
  })
  await until(async () =>
    expect((await ficheOf(till, idcli)).facts).toEqual({
      orderCount: 3,
      orderTotal: '41.70 EUR',
      firstOrderAt: '2026-01-02T12:00:00+01:00',
      lastOrderAt: '2026-03-04T19:30:00+01:00',
      loyaltyCards: [{ name: 'Tea Club', balance: '12.5' }],
    }),
  )
  const fiche = formOf(await ficheOf(till, idcli))
  expect((await till.put(`/api/customers/${idcli}`, { ...fiche, city: 'Lens' })).status).toBe(200)
  await until(() => expect(stub.customers.all.get(held!.id)).toMatchObject({ city: 'Lens' }))
  const patches = stub.received.filter(({ method }) => method === 'PATCH').map(({ body }) => JSON.parse(body))
  expect(patches.at(-1)).toEqual({ city: 'Lens' })
})

test('anonymised blanks every field of the person, and keeps what is local', async () => {
  const stub = await startStubHub()
  const till = await startConnectedTill(stub)
  const whole = Object.assign({}, ...rows.map(([, fiche]) => fiche)) as Partial<CustomerForm>
  const { idcli } = await create(till, { ...whole, isBlocked: true })
  await until(() => expect(stub.customers.all.size).toBe(1))
  const [held] = [...stub.customers.all.values()]
  stub.changeCustomer(held!.id, { anonymised: true, email: null, last_name: null, first_name: null })
  const customer = await until(async () => {
    const found = await ficheOf(till, idcli)
    expect(found.isAnonymised).toBe(true)
    return found
  })
  for (const field of Object.keys(whole) as (keyof CustomerForm)[])
    expect([field, formOf(customer)[field]]).toEqual([field, typeof whole[field] === 'boolean' ? false : ''])
  expect(customer.isBlocked).toBe(true)
})

test('an anonymised customer shows neither order totals nor loyalty balances (kezia §4.3)', async () => {
  const stub = await startStubHub()
  const till = await startConnectedTill(stub)
  const { idcli } = await create(till, { email: key })
  await until(() => expect(stub.customers.all.size).toBe(1))
  const [held] = [...stub.customers.all.values()]
  const loyaltyCards = [{ id: 'l1', name: 'Tea Club', ref: 'TEA', balance: '12.5' }]
  stub.changeCustomer(held!.id, { nb_orders: 3, loyalty_cards: loyaltyCards as never })
  await until(async () => expect((await ficheOf(till, idcli)).facts).toMatchObject({ orderCount: 3 }))
  stub.changeCustomer(held!.id, { anonymised: true, email: null })
  await until(async () =>
    expect(await ficheOf(till, idcli)).toMatchObject({ isAnonymised: true, facts: null }),
  )
})
