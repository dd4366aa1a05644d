// The acceptance checks of the contract's customers file, over HTTP.
import { checksOf } from './lib/checks.ts'
import { answers, equals, hasStatus, holds, includes, refuses } from './lib/expect.ts'
import type { World } from './lib/world.ts'

export const { check, ownCheck, list } = checksOf('customers')

const customerKeys =
  `id customer_list_id anonymised private_ref email first_name last_name gender birth_date created_at
company_name phone phone_access_code address_1 address_2 postal_code city state country latitude longitude delivery_notes
sms_marketing email_marketing nb_orders order_total first_order_date last_order_date loyalty_cards custom_fields`.split(
    /\s+/,
  )

/** A merchant, a shop connected to him, and the path of his list. */
async function start(world: World) {
  const merchant = await world.merchant()
  const shop = await merchant.app()
  return { merchant, shop, listPath: `/customer_lists/${merchant.customerListId}` }
}

check('11.1', 'an empty customer has every key', async (world) => {
  const { shop, listPath } = await start(world)
  const customer = answers(await shop.post(`${listPath}/customers`, {}), 200)
  equals(
    customerKeys.filter((key) => !(key in customer)),
    [],
  )
})

check('11.2', 'private refs of two clients do not meet', async (world) => {
  const { merchant, shop, listPath } = await start(world)
  const other = await merchant.app()
  const { id } = answers(await shop.post(`${listPath}/customers`, { private_ref: '7' }), 200)
  answers(await other.get(`${listPath}/customers/${id}`), 200, { private_ref: null })
  answers(await other.patch(`${listPath}/customers/${id}`, { private_ref: '7' }), 200, { private_ref: '7' })
  answers(await shop.post(`${listPath}/customers`, { private_ref: '7' }), 422, {
    errors: [{ field: 'private_ref', message: 'has already been taken' }],
  })
  equals(answers(await shop.get(`${listPath}/customers?private_ref=7`), 200).length, 1)
})

check('11.3', 'search by phone and e-mail', async (world) => {
  const { shop, listPath } = await start(world)
  const add = async (fields: object) => answers(await shop.post(`${listPath}/customers`, fields), 200).id
  const noor = await add({ email: 'noor@Example.com', phone: '+447700900321' })
  await add({ phone: '0320000000' })
  await add({ email: 'axb@example.com' })
  const find = async (query: string) =>
    answers(await shop.get(`${listPath}/customers?${query}`), 200).map(({ id }: { id: string }) => id)
  equals(await find('phone=%2B44*'), [noor])
  equals(await find('phone=+44*'), [noor])
  equals((await find('email=*@EXAMPLE.com')).length, 2)
  equals((await find('email=*')).length, 2)
  equals(await find('email=a_b@example.com'), [])
})

check('11.4', '101 customers are two pages', async (world) => {
  const { shop, listPath } = await start(world)
  for (let left = 101; left > 0; left -= 10) {
    const batch = Array.from({ length: Math.min(10, left) }, () => shop.post(`${listPath}/customers`, {}))
    for (const answer of await Promise.all(batch)) hasStatus(answer, 200)
  }
  const first = await shop.get(`${listPath}/customers`)
  equals(answers(first, 200).length, 100)
  const second = await shop.get(`${listPath}/customers?cursor=${first.headers.get('x-cursor-next')}`)
  equals(answers(second, 200).length, 1)
  equals(second.headers.get('x-cursor-next'), null)
})

check('11.5', 'an order counts for its customer, whose later edits leave it alone', async (world) => {
  const { shop, listPath } = await start(world)
  const { id } = answers(await shop.post(`${listPath}/customers`, { first_name: 'Noor' }), 200)
  const order = answers(
    await shop.post('/location/orders', {
      status: 'new',
      customer_id: id,
      items: [{ product_name: 'Margherita', price: '9.00 EUR', quantity: '1' }],
    }),
    200,
  )
  includes(order.customer, { id, nb_orders: 1, order_total: '9.00 EUR', last_order_date: order.created_at })
  answers(await shop.patch(`${listPath}/customers/${id}`, { first_name: 'Nour' }), 200, { nb_orders: 1 })
  equals(answers(await shop.get(`/location/orders/${order.id}`), 200).customer.first_name, 'Noor')
})

check('11.6', 'loyalty operations of an order chain their balances', async (world) => {
  const { shop, listPath } = await start(world)
  const { id } = answers(await shop.post(`${listPath}/customers`, {}), 200)
  const order = answers(
    await shop.post('/location/orders', {
      status: 'new',
      customer_id: id,
      loyalty_operations: [
        { ref: 'TEA', name: 'Tea Club', delta: '12.5' },
        { ref: 'TEA', delta: '-2', reason: 'A cup' },
      ],
    }),
    200,
  )
  equals(
    order.loyalty_operations.map(({ new_balance }: { new_balance: string }) => new_balance),
    ['12.5', '10.5'],
  )
  includes(order.customer.loyalty_cards, [{ ref: 'TEA', name: 'Tea Club', balance: '10.5' }])
  const [card] = answers(await shop.get(`${listPath}/loyalty_cards?customer_id=${id}`), 200)
  includes(card, { customer_id: id, ref: 'TEA', name: 'Tea Club', balance: '10.5' })
  const operations = answers(await shop.get(`${listPath}/loyalty_cards/${card.id}/operations`), 200)
  equals(
    operations.map(({ new_balance }: { new_balance: string }) => new_balance),
    ['10.5', '12.5'],
  )
  includes(operations[0], { order_id: order.id, reason: 'A cup', delta: '-2.0' })
  includes(answers(await shop.get(`${listPath}/customers/${id}`), 200).loyalty_cards, [{ balance: '10.5' }])
})

const personal = {
  email: 'noor@example.com',
  first_name: 'Noor',
  last_name: 'Haddad',
  gender: 'female',
  birth_date: '1990-02-03',
  company_name: 'Basil & Co',
  phone: '+447700900321',
  phone_access_code: '12',
  address_1: '7 Fern Walk',
  address_2: 'B',
  postal_code: 'E8 1AA',
  latitude: '51.54',
  longitude: '-0.05',
  delivery_notes: 'Blue door',
}
const erased = Object.fromEntries(Object.keys(personal).map((key) => [key, null]))

check('11.7', 'an anonymised customer, and his orders', async (world) => {
  const { merchant, shop, listPath } = await start(world)
  const crm = await merchant.app()
  const { id } = answers(await shop.post(`${listPath}/customers`, { ...personal, city: 'London' }), 200)
  const order = answers(await shop.post('/location/orders', { status: 'new', customer_id: id }), 200)
  await crm.listen({ customer: ['update'], order: ['update'] })
  answers(await shop.post(`${listPath}/customers/${id}/anonymise`), 200, {
    ...erased,
    anonymised: true,
    city: 'London',
    nb_orders: 1,
  })
  includes(answers(await shop.get(`/location/orders/${order.id}`), 200).customer, {
    ...erased,
    anonymised: true,
    city: 'London',
  })
  const events = await crm.events()
  equals(events.map(({ resource_type }) => resource_type).toSorted(), ['customer', 'order'])
  holds(!JSON.stringify(events).includes('Haddad'), 'the erased name is in an event')
  answers(
    await shop.patch(`${listPath}/customers/${id}`, { email: 'a@example.com', custom_fields: { vip: true } }),
    200,
    { email: null, custom_fields: { vip: true } },
  )
  answers(await shop.post(`${listPath}/customers/${id}/anonymise`), 200, { anonymised: true })
})

check('11.8', 'names of lists, of the account and of its locations', async (world) => {
  const { merchant } = await start(world)
  const app = await merchant.app({ scope: 'account[all_customer_lists.write]' })
  const other = await merchant.location('Roubaix')
  const create = (at: string, name: string) => app.post(`${at}/customer_lists`, { name })
  const clash = { errors: [{ field: 'name', message: 'is already used' }] }
  answers(await create('/account', 'Club'), 200)
  answers(await create(`/locations/${merchant.locationId}`, 'Club'), 422, clash)
  answers(await create(`/locations/${merchant.locationId}`, 'Comptoir'), 200)
  answers(await create('/account', 'Comptoir'), 422, clash)
  answers(await create(`/locations/${other}`, 'Comptoir'), 200)
})

check('11.9', 'PUT does not reset what it does not name', async (world) => {
  const { shop, listPath } = await start(world)
  const { id } = answers(
    await shop.post(`${listPath}/customers`, { first_name: 'Noor', custom_fields: { a: 1, b: 2 } }),
    200,
  )
  answers(await shop.put(`${listPath}/customers/${id}`, { city: 'Lille' }), 200, {
    first_name: 'Noor',
    city: 'Lille',
  })
  const changed = answers(
    await shop.patch(`${listPath}/customers/${id}`, { custom_fields: { a: null } }),
    200,
  )
  equals(changed.custom_fields, { b: 2 })
})

check('11.10', 'one card without a ref, whose balance only operations move', async (world) => {
  const { shop, listPath } = await start(world)
  const { id: customer_id } = answers(await shop.post(`${listPath}/customers`, {}), 200)
  const card = answers(await shop.post(`${listPath}/loyalty_cards`, { customer_id }), 200, { balance: '0.0' })
  refuses(await shop.post(`${listPath}/loyalty_cards`, { customer_id, ref: null }), 'ref')
  answers(await shop.patch(`${listPath}/loyalty_cards/${card.id}`, { balance: '9.0' }), 200, {
    balance: '0.0',
  })
})

check('11.11', 'bad values are named, and nothing is stored', async (world) => {
  const [{ shop, listPath }, neighbour] = [await start(world), await start(world)]
  const bad: [object, string][] = [
    [{ birth_date: '31/12/1999' }, 'birth_date'],
    [{ birth_date: '2025-02-30' }, 'birth_date'],
    [{ gender: 'x' }, 'gender'],
    [{ sms_marketing: 'yes' }, 'sms_marketing'],
    [{ latitude: 'north' }, 'latitude'],
    [{ custom_fields: [] }, 'custom_fields'],
  ]
  for (const [body, field] of bad) refuses(await shop.post(`${listPath}/customers`, body), field)
  equals(answers(await shop.get(`${listPath}/customers`), 200), [])
  const { id: customer_id } = answers(await shop.post(`${listPath}/customers`, {}), 200)
  const { id } = answers(await shop.post(`${listPath}/loyalty_cards`, { customer_id }), 200)
  const foreign = answers(await neighbour.shop.post('/location/orders', { status: 'new' }), 200)
  const operate = (body: object) => shop.post(`${listPath}/loyalty_cards/${id}/operations`, body)
  refuses(await operate({}), 'delta')
  refuses(await operate({ delta: 'abc' }), 'delta')
  refuses(await operate({ delta: '1', order_id: foreign.id }), 'order_id')
  equals(answers(await shop.get(`${listPath}/loyalty_cards/${id}/operations`), 200), [])
})

check('11.12', 'who may write in a list, and what of it is hidden', async (world) => {
  const [{ merchant, listPath }, neighbour] = [await start(world), await start(world)]
  const wide = await merchant.app({ scope: 'location[all_customer_lists.write]' })
  const bound = await merchant.app({ scope: 'location[customer_list.write]' })
  answers(await wide.post(`${listPath}/customers`, {}), 403, { error_type: 'forbidden' })
  const { id } = answers(await bound.post(`${listPath}/customers`, {}), 200)
  const bodies = [
    await bound.get(`${neighbour.listPath}/customers`),
    await bound.get(`${listPath}/customers/zzzzz`),
    await bound.get(`/customer_lists/zzzzz/customers/${id}`),
  ].map((answer) => {
    answers(answer, 404, { error_type: 'not_found' })
    return answer.text
  })
  equals(new Set(bodies).size, 1)
})

check('11.13', 'a list that is deleted leaves its orders, without their customer', async (world) => {
  const { merchant } = await start(world)
  const app = await merchant.app({ scope: 'account[all_customer_lists.write,orders.write]' })
  const other = await merchant.app({ scope: 'account[all_customer_lists.read,orders.read]' })
  const { id: listId } = answers(await app.post('/account/customer_lists', { name: 'Ancienne' }), 200)
  const { id } = answers(await app.post(`/customer_lists/${listId}/customers`, { first_name: 'Noor' }), 200)
  const path = `/locations/${merchant.locationId}/orders`
  const order = answers(await app.post(path, { status: 'new', customer_id: id }), 200)
  await other.listen({ order: ['update'], customer: ['update'], customer_list: ['update'] })
  answers(await app.delete(`/customer_lists/${listId}`), 200)
  equals(await other.events(), [])
  includes(answers(await app.get(`${path}/${order.id}`), 200).customer, { id: null, first_name: 'Noor' })
  answers(await app.get(`/customer_lists/${listId}/customers`), 404)
})
