import type { Customer } from '@hub/contract'
import type { Abilities, CustomerDetails, CustomerRow, OrderRow } from '@hub/contract/manager'
import type { View } from '../connections/index.ts'
import { exportFile, maxExportRows } from '../exports/index.ts'
import { invalidField, type Manager, type ManagerCall, notAllowed, notFound } from '../manager/index.ts'
import type { ReachedAccount } from '../permissions/index.ts'
import { amountCell, type Cell } from '../platform/csv.ts'
import type { Db } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import { type AnonymiseParts, anonymiseCustomer } from './anonymise.ts'
import * as lists from './lists-store.ts'
import * as store from './manager-store.ts'
import { readCustomer } from './present.ts'
import { withStatistics } from './rules.ts'
import { orderedAt } from './sight.ts'
import { listFigures } from './sight-store.ts'

const perPage = 50
const maxOrders = 50
const cursorPurpose = 'customers of the back office'

export interface CustomerPageParts extends AnonymiseParts {
  db: Db
  secrets: Secrets
  /** A customer's latest orders at the locations of the view. */
  ordersOf: (db: Db, view: View, customerId: string, limit: number) => Promise<OrderRow[]>
}

/** «CLIENTS» of the back office: apps own the data, so it is shown read-only (contract, back-office §4.8, §4.9). */
export function customerPages(manager: Manager, parts: CustomerPageParts) {
  const { db, secrets } = parts

  manager.operation('listCustomers', async (call) => {
    const reached = await reachList(db, call)
    const { search, cursor } = call.query
    const rows = await store.list(db, {
      ...seen(reached),
      search: patternsOf(search),
      after: readCursor(secrets, cursor),
      limit: perPage + 1,
    })
    const shown = rows.slice(0, perPage)
    const last = shown.at(-1)
    return {
      timezone: reached.list.zone,
      customers: (await readAll(db, reached, shown)).map(customerRow),
      next_cursor:
        rows.length > perPage && last
          ? secrets.sign(cursorPurpose, [last.created_at.getTime(), last.id] satisfies Cursor)
          : null,
    }
  })

  manager.operation('getCustomer', async (call) => detailsOf(parts, await reachList(db, call), call))

  manager.operation('exportCustomers', async (call) => {
    const reached = await reachList(db, call)
    const { account, list, abilities } = reached
    if (!abilities?.manage_users) throw notAllowed()
    const { user } = call
    const { locale = user.locale, ...query } = call.query
    const found = await store.list(db, {
      ...seen(reached),
      search: patternsOf(query.search),
      after: undefined,
      limit: maxExportRows,
    })
    return exportFile(db, {
      accountId: account.id,
      userId: user.id,
      locale,
      nowMs: call.nowMs,
      zone: list.zone,
      what: 'customers',
      filters: { customer_list_id: list.id, ...query },
      header: locale === 'fr-FR' ? frenchHeader : englishHeader,
      rows: found,
      cells: (row) => exportRow(readCustomer(row, list.zone)),
    })
  })

  manager.operation('anonymiseCustomer', async (call) => {
    const reached = await reachList(db, call)
    if (!reached.abilities?.manage_users) throw notAllowed()
    const { account, list } = reached
    const caller = { accountId: account.id, clientId: null }
    await find(db, reached, call.params.customer_id)
    await anonymiseCustomer(parts, { caller, list, nowMs: call.nowMs }, call.params.customer_id)
    return detailsOf(parts, reached, call)
  })
}

interface ReachedList {
  account: ReachedAccount
  list: lists.ListRow
  /** On the account or location that owns the list; null if the user only has access through a location. */
  abilities: Abilities | null
  /** A customer must have ordered at one of these; null if all of the list are visible (contract, security S28). */
  sightAt: string[] | null
}

/**
 * The list, if a location that the user has access to can use it. A user who may connect an app there could have the
 * list read anyway.
 * @throws {Refusal} 404
 */
async function reachList(
  db: Db,
  { params, withinAccount }: Pick<ManagerCall<'listCustomers'>, 'params' | 'withinAccount'>,
): Promise<ReachedList> {
  const account = await withinAccount(params.account_id)
  const list = await lists.find(db, { accountId: account.id, listId: params.list_id })
  if (!list) throw notFound()
  const sightAt = orderedAt(account, list)
  if (list.location_id === null) return { account, list, abilities: account.abilities, sightAt }
  const location = account.locations.find(({ id }) => id === list.location_id)
  if (!location) throw notFound()
  return { account, list, abilities: location.abilities, sightAt }
}

const seen = ({ account, list, sightAt }: ReachedList) => ({
  accountId: account.id,
  listId: list.id,
  sightAt,
})

async function find(db: Db, reached: ReachedList, customerId: string) {
  const row = await store.find(db, { ...seen(reached), customerId })
  if (!row) throw notFound()
  return row
}

/** A user who sees the orders of some locations only gets figures for those locations (contract, security S28). */
async function readAll(
  db: Db,
  { account, list, sightAt }: ReachedList,
  rows: readonly store.ListedCustomerRow[],
): Promise<Customer[]> {
  const customers = rows.map((row) => ({ id: row.id, customer: readCustomer(row, list.zone) }))
  if (sightAt === null) return customers.map(({ customer }) => customer)
  const customerIds = rows.map(({ id }) => id)
  const figures = await listFigures(db, { accountId: account.id, customerIds, locationIds: sightAt })
  const byId = new Map(figures.map((row) => [row.id, row]))
  return customers.map(({ id, customer }) => {
    const row = byId.get(id)
    const statistics = {
      nbOrders: row?.nb_orders ?? 0,
      orderTotalCents: row?.order_total_cents ?? 0,
      firstMs: row?.first_order_at.getTime() ?? null,
      lastMs: row?.last_order_at.getTime() ?? null,
    }
    return withStatistics(customer, statistics, account.currency, list.zone)
  })
}

async function detailsOf(
  { db, ordersOf }: CustomerPageParts,
  reached: ReachedList,
  { params }: { params: { customer_id: string } },
): Promise<CustomerDetails> {
  const { account, list, abilities } = reached
  const row = await find(db, reached, params.customer_id)
  const [customer = readCustomer(row, list.zone)] = await readAll(db, reached, [row])
  const view = { account, locations: account.locations, withAccount: true, zone: list.zone }
  return {
    list: { id: list.id, name: list.name },
    timezone: list.zone,
    customer: { ...customer },
    orders: await ordersOf(db, view, row.id, maxOrders),
    may_anonymise: abilities?.manage_users === true && !customer.anonymised,
  }
}

function customerRow(customer: Customer): CustomerRow {
  const { first_name, last_name, company_name, nb_orders, order_total, first_order_date } = customer
  const name = [first_name, last_name].filter((part) => part !== null && part !== '').join(' ')
  return {
    id: customer.id!,
    name: name || company_name,
    email: customer.email,
    anonymised: customer.anonymised,
    nb_orders,
    order_total,
    first_order_date,
  }
}

const frenchHeader =
  'ID;PRÉNOM;NOM;SOCIÉTÉ;EMAIL;TÉLÉPHONE;ADRESSE;COMPLÉMENT;CODE POSTAL;VILLE;PAYS;SMS;E-MAILS;COMMANDES;DÉPENSE;DEVISE;DEPUIS'.split(
    ';',
  )
const englishHeader =
  'ID;FIRST NAME;LAST NAME;COMPANY;EMAIL;PHONE;ADDRESS;ADDRESS 2;POSTCODE;CITY;COUNTRY;SMS;E-MAILS;ORDERS;SPENDING;CURRENCY;SINCE'.split(
    ';',
  )

const exportRow = (customer: Customer): Cell[] => [
  customer.id,
  customer.first_name,
  customer.last_name,
  customer.company_name,
  customer.email,
  customer.phone,
  customer.address_1,
  customer.address_2,
  customer.postal_code,
  customer.city,
  customer.country,
  customer.sms_marketing ? '1' : '0',
  customer.email_marketing ? '1' : '0',
  String(customer.nb_orders),
  amountCell(customer.order_total),
  customer.order_total.split(' ')[1]!,
  customer.first_order_date,
]

function patternsOf(search: string | undefined): store.SearchPatterns | undefined {
  if (search === undefined) return undefined
  const word = search.split(' ').reduce((longest, word) => (word.length > longest.length ? word : longest))
  const wordInJson = JSON.stringify(word).slice(1, -1)
  return { whole: patternOf(search), word: patternOf(word), wordInJson: patternOf(wordInJson) }
}

/** Matches the text anywhere, ignoring case; wildcards are escaped. */
const patternOf = (search: string) => `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

type Cursor = [epochMs: number, id: string]

function readCursor(secrets: Secrets, cursor: string | undefined): readonly [Date, string] | undefined {
  if (cursor === undefined) return undefined
  const key = secrets.unsign(cursorPurpose, cursor) as Cursor | undefined
  if (!key) throw invalidField('cursor', 'invalid', 'is not a cursor of this list')
  const [epochMs, id] = key
  return [new Date(epochMs), id]
}
