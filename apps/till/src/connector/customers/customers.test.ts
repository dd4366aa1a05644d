import { describe, expect, test } from 'vitest'
import type { Customer, CustomerForm, CustomerPage, CustomerSheet } from '../../customers/wire.ts'
import { type StubHub, startStubHub } from '../testing/stub-hub.ts'
import { type HubTill, jumpingClock, startConnectedTill, until } from '../testing/till.ts'
import type { Transfer } from '../transfers/wire.ts'

const list = '/v1/customer_lists/d3m8v/customers'

async function started(options: { isAutomatic?: boolean } = {}) {
  const hub = await startStubHub()
  const clock = jumpingClock()
  const till = await startConnectedTill(hub, { clock })
  if (options.isAutomatic === false) await till.put('/api/hub/options', { isCustomerAutomatic: false })
  return { hub, clock, till }
}

const create = async (till: HubTill, form: Partial<CustomerForm>) =>
  (await till.post<Customer>('/api/customers', { lastName: 'Petit', civility: '', ...form })).body

const ficheOf = async (till: HubTill, idcli: number) =>
  (await till.get<CustomerSheet>(`/api/customers/${idcli}`)).body.customer

const change = async (till: HubTill, idcli: number, form: Partial<CustomerForm>) => {
  const fiche = await ficheOf(till, idcli)
  const birthDate = (fiche.birthDate ?? '').split('-').reverse().join('/')
  const answer = await till.put(`/api/customers/${idcli}`, { ...fiche, birthDate, ...form })
  expect(answer.status).toBe(200)
}

const lines = async (till: HubTill, text = '') =>
  (await till.get<CustomerPage>(`/api/customers?${new URLSearchParams({ text })}`)).body.lines

/** The customer that an event created, once it is there. */
const arrived = (till: HubTill, text: string) =>
  until(async () => {
    const found = await lines(till, text)
    expect(found).toHaveLength(1)
    return ficheOf(till, found[0]!.idcli)
  })

async function transfer(till: HubTill, kind: string): Promise<Transfer> {
  expect(await till.post(`/api/hub/transfers/${kind}`, {})).toMatchObject({ status: 200 })
  return until(async () => {
    const { body } = await till.get<Transfer>('/api/hub/transfers')
    expect(body.state).toBe('done')
    return body
  })
}

/** Writes of customers, `POST` or `PATCH`, with what they carried. */
const writes = (hub: StubHub) =>
  hub.received
    .filter(({ method, path }) => method !== 'GET' && path.startsWith(list))
    .map(({ method, body }) => ({ method, body: JSON.parse(body) as Record<string, unknown> }))

const queueIsEmpty = (till: HubTill) =>
  until(async () => expect((await till.maintenance()).queue).toEqual([]))

describe('customers from the hub (kezia R-E6)', () => {
  test('a customer created there is a fiche within one poll, without an echo', async () => {
    const { hub, till } = await started()
    hub.placeCustomer({
      email: 'noor@example.com',
      first_name: 'Noor',
      last_name: 'Haddad',
      gender: 'female',
      birth_date: '1990-07-29',
      phone: '+33612345678',
      city: 'Lille',
      sms_marketing: true,
    })
    expect(await arrived(till, 'haddad')).toMatchObject({
      displayName: 'Haddad Noor',
      civility: 'Mme',
      birthDate: '1990-07-29',
      mobile: '+33612345678',
      phone: '',
      city: 'Lille',
      isSmsAllowed: true,
      sourceId: 'cu1',
      isWeb: true,
    })
    await until(() => expect(hub.pendingEvents()).toEqual([]))
    expect((await till.maintenance()).queue).toEqual([])
    expect(writes(hub)).toEqual([])
  })

  test('what changes there changes here, and what was only changed here stays', async () => {
    const { hub, till } = await started({ isAutomatic: false })
    const { id } = hub.placeCustomer({ email: 'noor@example.com', last_name: 'Haddad', city: 'Lille' })
    const { idcli } = await arrived(till, 'haddad')
    await change(till, idcli, { address1: '1 rue de Béthune' })
    hub.changeCustomer(id, { city: 'Lens', nb_orders: 3, order_total: '41.70 EUR' })
    await until(async () =>
      expect(await ficheOf(till, idcli)).toMatchObject({
        city: 'Lens',
        address1: '1 rue de Béthune',
        facts: { orderCount: 3, orderTotal: '41.70 EUR' },
      }),
    )
  })

  test('one who has the e-mail of a fiche is that fiche; one without e-mail is known by his id', async () => {
    const { hub, till } = await started({ isAutomatic: false })
    const { idcli } = await create(till, { email: 'Lea@example.com', city: 'Lille' })
    hub.placeCustomer({ email: 'lea@example.com', first_name: 'Léa' })
    await until(async () =>
      expect(await ficheOf(till, idcli)).toMatchObject({ sourceId: 'cu1', firstName: 'Léa', city: 'Lille' }),
    )
    const { id } = hub.placeCustomer({ last_name: 'Sans Courriel' })
    const other = await arrived(till, 'courriel')
    hub.changeCustomer(id, { last_name: 'Sans Courriel Fixe' })
    await until(async () =>
      expect(await ficheOf(till, other.idcli)).toMatchObject({ lastName: 'Sans Courriel Fixe' }),
    )
  })

  test('one who is anonymised leaves a blank fiche, which stays so', async () => {
    const { hub, till } = await started()
    const { id } = hub.placeCustomer({ email: 'noor@example.com', last_name: 'Haddad', phone: '0612345678' })
    const { idcli } = await arrived(till, 'haddad')
    hub.changeCustomer(id, { anonymised: true, email: null, last_name: null, phone: null })
    await until(async () =>
      expect(await ficheOf(till, idcli)).toMatchObject({
        displayName: 'Client anonymisé',
        isAnonymised: true,
        email: '',
        lastName: '',
        mobile: '',
      }),
    )
    const fiche = { ...(await ficheOf(till, idcli)), birthDate: '', lastName: 'X' }
    expect(await till.put(`/api/customers/${idcli}`, fiche)).toMatchObject({ status: 422 })
  })

  test('events of another list are nothing to this till', async () => {
    const { hub, till } = await started()
    hub.changeCustomer(hub.placeCustomer({ last_name: 'Haddad' }).id, { customer_list_id: 'z9z9z' })
    await until(() => expect(hub.pendingEvents()).toEqual([]))
    expect(await lines(till, 'haddad')).toHaveLength(1)
    expect(hub.calls(/GET .*customers\/cu1/)).toHaveLength(1)
  })
})

describe('«Envoi Clients sur HubRise» (kezia R-E5, D56)', () => {
  test('one known, one unknown, one without e-mail: one PATCH, one POST', async () => {
    const { hub, till } = await started({ isAutomatic: false })
    const known = hub.customers.create('d3m8v', {
      email: 'LEA@example.com',
      last_name: 'Petit',
      city: 'Lille',
    })
    const lea = await create(till, { email: 'lea@example.com', mobile: '06 12 34 56 78', civility: 'Mme' })
    const max = await create(till, { lastName: 'Max', email: 'max@example.com' })
    await create(till, { lastName: 'Sans' })
    expect(await transfer(till, 'customers')).toMatchObject({ sent: 2, errors: [] })
    expect(writes(hub)).toEqual([
      {
        method: 'PATCH',
        body: { private_ref: String(lea.idcli), phone: '+33612345678', gender: 'female' },
      },
      {
        method: 'POST',
        body: { private_ref: String(max.idcli), last_name: 'Max', email: 'max@example.com' },
      },
    ])
    expect(hub.customers.all.get(known.id)).toMatchObject({ city: 'Lille', last_name: 'Petit' })
    expect(await ficheOf(till, lea.idcli)).toMatchObject({ sourceId: known.id, city: 'Lille' })
    // Again: nothing differs, so nothing is sent.
    expect(await transfer(till, 'customers')).toMatchObject({ sent: 0, errors: [] })
    expect(writes(hub)).toHaveLength(2)
  })

  test('only what changed here leaves, and an emptied field erases nothing', async () => {
    const { hub, till } = await started({ isAutomatic: false })
    hub.placeCustomer({ email: 'lea@example.com', last_name: 'Petit', city: 'Lille', sms_marketing: true })
    const { idcli } = await arrived(till, 'petit')
    await change(till, idcli, { city: '', firstName: 'Léa', isSmsAllowed: false })
    await transfer(till, 'customers')
    expect(writes(hub)).toEqual([
      {
        method: 'PATCH',
        body: { private_ref: String(idcli), first_name: 'Léa', sms_marketing: false },
      },
    ])
    expect(hub.customers.all.get('cu1')).toMatchObject({ city: 'Lille' })
  })

  test('the list is read by pages; a transfer that was cut goes on where it stopped', async () => {
    const { hub, till } = await started({ isAutomatic: false })
    for (let n = 0; n < 101; n++) hub.customers.create('d3m8v', { email: `c${n}@example.com` })
    for (const n of [1, 2, 3]) await create(till, { lastName: `N${n}`, email: `n${n}@example.com` })
    hub.misbehave(/POST .*customers/, 'cut after')
    expect(await transfer(till, 'customers')).toMatchObject({
      sent: 0,
      errors: [expect.stringContaining('erreur système')],
    })
    expect(hub.calls(/GET .*customers$/)).toHaveLength(2)
    expect(await transfer(till, 'customers')).toMatchObject({ errors: [] })
    const sent = [...hub.customers.all.values()].filter(({ email }) => email?.startsWith('n'))
    expect(sent.map(({ email }) => email)).toEqual(['n1@example.com', 'n2@example.com', 'n3@example.com'])
  })

  test('the number of another till is left alone', async () => {
    const { hub, till } = await started({ isAutomatic: false })
    const { idcli } = await create(till, { email: 'lea@example.com' })
    hub.customers.create('d3m8v', { email: 'other@example.com', private_ref: String(idcli) })
    expect(await transfer(till, 'customers')).toMatchObject({ sent: 1, errors: [] })
    expect([...hub.customers.all.values()].at(-1)).toMatchObject({
      email: 'lea@example.com',
      private_ref: null,
    })
  })

  test('a customer anonymised on the hub is blanked here', async () => {
    const { hub, till } = await started({ isAutomatic: false })
    const { id } = hub.placeCustomer({ email: 'lea@example.com', last_name: 'Petit' })
    const { idcli } = await arrived(till, 'petit')
    hub.customers.all.set(id, { ...hub.customers.all.get(id)!, anonymised: true, email: null })
    await transfer(till, 'customers')
    expect(await ficheOf(till, idcli)).toMatchObject({ isAnonymised: true, email: '' })
    expect(writes(hub)).toEqual([])
  })

  test('its confirmation counts those with an e-mail who are not in the recycle bin (kezia R-E5)', async () => {
    const { till } = await started({ isAutomatic: false })
    const count = async () => (await till.get('/api/hub/transfers/customers')).body
    expect(await count()).toEqual({ count: 0 })
    await create(till, { email: 'lea@example.com' })
    await create(till, {})
    const { idcli } = await create(till, { email: 'ines@example.com' })
    expect(await count()).toEqual({ count: 2 })
    await till.delete(`/api/customers/${idcli}`)
    expect(await count()).toEqual({ count: 1 })
  })

  test('without a list it is refused with the reason, and orders still work (kezia R-C10)', async () => {
    const hub = await startStubHub()
    hub.customerList = null
    const till = await startConnectedTill(hub)
    await create(till, { email: 'lea@example.com' })
    expect(await till.post('/api/hub/transfers/customers', {})).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('liste client') },
    })
    hub.place({})
    await until(async () => expect(await till.orders()).toHaveLength(1))
    expect(writes(hub)).toEqual([])
  })
})

describe('«Envoyer les clients» (kezia R-E7, D57)', () => {
  test('a fiche created or edited here leaves at once, as one who has his e-mail', async () => {
    const { hub, till } = await started()
    const known = hub.customers.create('d3m8v', { email: 'lea@example.com', city: 'Lille' })
    const { idcli } = await create(till, { email: 'lea@example.com', firstName: 'Léa' })
    await until(() => expect(hub.customers.all.get(known.id)).toMatchObject({ first_name: 'Léa' }))
    await queueIsEmpty(till)
    await change(till, idcli, { city: 'Lens' })
    await until(() => expect(hub.customers.all.get(known.id)).toMatchObject({ city: 'Lens' }))
    expect(writes(hub).at(-1)).toEqual({ method: 'PATCH', body: { city: 'Lens' } })
    expect(hub.customers.all.size).toBe(1)
  })

  test('off, or without e-mail, nothing leaves', async () => {
    const { hub, till } = await started()
    await create(till, { lastName: 'Sans' })
    await till.put('/api/hub/options', { isCustomerAutomatic: false })
    await create(till, { email: 'lea@example.com' })
    expect((await till.maintenance()).queue).toEqual([])
    expect(writes(hub)).toEqual([])
  })

  test('what is saved while the hub is away arrives once, the last words of each fiche', async () => {
    const { hub, till, clock } = await started()
    await hub.stop()
    const { idcli } = await create(till, { email: 'lea@example.com', city: 'Lille' })
    await change(till, idcli, { city: 'Lens' })
    expect((await till.maintenance()).queue).toMatchObject([{ kind: 'customer-saved' }])
    await hub.start()
    await until(() => {
      clock.jump({ seconds: 6 })
      expect([...hub.customers.all.values()]).toMatchObject([{ email: 'lea@example.com', city: 'Lens' }])
    })
  })

  test('a creation whose answer was lost makes one customer', async () => {
    const { hub, till, clock } = await started()
    hub.misbehave(/POST .*customers/, 'cut after')
    const { idcli } = await create(till, { email: 'lea@example.com' })
    await until(async () => {
      clock.jump({ seconds: 6 })
      expect(await ficheOf(till, idcli)).toMatchObject({ sourceId: 'cu1' })
    })
    expect(hub.customers.all.size).toBe(1)
  })

  test('a customer who is gone from the list is created again', async () => {
    const { hub, till, clock } = await started()
    const { id } = hub.placeCustomer({ email: 'lea@example.com', last_name: 'Petit' })
    const { idcli } = await arrived(till, 'petit')
    hub.customers.all.delete(id)
    await change(till, idcli, { city: 'Lens' })
    await until(() => {
      clock.jump({ seconds: 6 })
      expect([...hub.customers.all.values()]).toMatchObject([{ email: 'lea@example.com', city: 'Lens' }])
    })
  })
})

test('reconnected with another list, ids of the former one are dropped (kezia R-C8)', async () => {
  const { hub, till } = await started()
  hub.placeCustomer({ email: 'lea@example.com', last_name: 'Petit' })
  const { idcli } = await arrived(till, 'petit')
  hub.customerList = { id: 'w8w8w', name: 'Autre liste' }
  hub.customers.all.clear()
  await till.connect(hub.issueCode())
  expect(await ficheOf(till, idcli)).toMatchObject({ sourceId: null, email: 'lea@example.com' })
  const before = hub.received.length
  await change(till, idcli, { city: 'Lens' })
  await until(() => expect(hub.calls(/POST .*w8w8w\/customers/)).toHaveLength(1))
  expect(hub.received.slice(before).filter(({ path }) => path.includes('d3m8v'))).toEqual([])
})

describe('«Récupération Commandes / Clients sur KeziaII» (kezia R-O9)', () => {
  test('reads the orders missed and every customer', async () => {
    const { hub, till } = await started()
    for (let n = 0; n < 101; n++) hub.customers.create('d3m8v', { last_name: `Client ${n}` })
    hub.orders.set('missed', { ...hub.place({ id: 'seen' }), id: 'missed' })
    await until(async () => expect(await till.orders()).toHaveLength(1))
    expect(await transfer(till, 'receive')).toMatchObject({ sent: 102, errors: [] })
    expect(await till.orders()).toHaveLength(2)
    expect((await till.get<CustomerPage>('/api/customers')).body.total).toBe(101)
    expect(await transfer(till, 'receive')).toMatchObject({ sent: 0, errors: [] })
  })
})

describe('«Récupérer toutes les commandes sans filtre de date» (kezia R-O9)', () => {
  test('250 orders are three pages, each order once', async () => {
    const { hub, till } = await started()
    const silent = hub.place({ id: 'o0', created_at: '2020-01-01T12:00:00+01:00', status: 'accepted' })
    for (let n = 1; n < 250; n++) hub.orders.set(`o${n}`, { ...silent, id: `o${n}` })
    await until(async () => expect(await till.orders()).toHaveLength(1))
    const before = hub.calls(/GET \/v1\/location\/orders$/).length
    expect(await transfer(till, 'receiveAll')).toMatchObject({ sent: 249, errors: [] })
    expect(hub.calls(/GET \/v1\/location\/orders$/)).toHaveLength(before + 3)
    expect(new Set((await till.orders()).map(({ sourceId }) => sourceId)).size).toBe(250)
    expect(await transfer(till, 'receiveAll')).toMatchObject({ sent: 0 })
    expect(await till.orders()).toHaveLength(250)
  })

  test('no more than ten pages a minute', async () => {
    const { hub, till, clock } = await started()
    const silent = hub.place({ id: 'o0', created_at: '2020-01-01T12:00:00+01:00', status: 'completed' })
    for (let n = 1; n < 1200; n++) hub.orders.set(`o${n}`, { ...silent, id: `o${n}` })
    const calls = () => hub.calls(/GET \/v1\/location\/orders$/).length
    clock.jump({ seconds: 61 })
    const before = calls()
    await till.post('/api/hub/transfers/receiveAll', {})
    await until(() => expect(calls() - before).toBe(8))
    expect((await till.get<Transfer>('/api/hub/transfers')).body.state).toBe('running')
    clock.jump({ seconds: 61 })
    await until(() => expect(calls() - before).toBe(12))
  })
})
