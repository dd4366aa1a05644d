import type { Database } from '../platform/database.ts'
import { Form } from '../platform/form.ts'
import { searchKey } from '../platform/text.ts'
import * as store from './store.ts'
import type { Customer, CustomerLine, CustomerPage } from './wire.ts'

const maxLines = 500
const phoneLike = /^\+?[\d\s.\-/()]{6,}$/

/**
 * «Recherche»: customers with every typed word in their name, company, e-mail, postal code, town, phone or «Code
 * client».
 * @throws {TillError} 422 for an invalid filter
 */
export function searchCustomers(database: Database, query: unknown): CustomerPage {
  const form = new Form(query)
  const typed = form.text('text', { most: 200 })
  const order = form.has('sort') ? form.choice('sort', ['name', 'idcli']) : 'name'
  form.check()
  const words = phoneLike.test(typed)
    ? [typed.replaceAll(/[\s.\-/()]/g, '')]
    : searchKey(typed).split(' ').filter(Boolean)
  const { customers, total } = store.search(database, words, order, maxLines)
  return { lines: customers.map(lineOf), total }
}

export const lineOf = (customer: Customer): CustomerLine => ({
  idcli: customer.idcli,
  displayName: customer.displayName,
  company: customer.company,
  postalCode: customer.postalCode,
  city: customer.city,
  phone: customer.phone,
  mobile: customer.mobile,
  email: customer.email,
  isBlocked: customer.isBlocked,
  isAsleep: customer.isAsleep,
})
