import {
  type Db,
  type FittingRow,
  fittingRows,
  maxPageBytes,
  type Statement,
  statement,
} from '../platform/db/index.ts'
import { type OrderRow, orderColumns } from './store.ts'

export interface OrderListQuery {
  accountId: string
  /** Of the reading client, whose private refs are filled in and searched. */
  clientId: string
  /** null for all of the account. */
  locationId: string | null
  status?: string | undefined
  createdBy?: string | undefined
  from?: Date | undefined
  before?: Date | undefined
  customerId?: string | undefined
  privateRef?: string | undefined
  /** Time and id of the last order of the page before. */
  after?: readonly [Date, string] | undefined
  limit: number
}

interface Query {
  /** `from … where …` */
  text: string
  /** `order by … limit …` */
  order: string
  parameters: unknown[]
}

const ownRef = `o.id in (select object_id from private_ref
  where account_id = $1 and client_id = $2 and kind = 'order' and value = ? and element_id = object_id`

/** The conditions that are asked for, and no others: each combination has its own plan. */
function pageOf(query: OrderListQuery): Query {
  const parameters: unknown[] = [query.accountId, query.clientId]
  const conditions = ['o.account_id = $1']
  const add = (condition: string, ...values: unknown[]) => {
    if (values[0] === undefined || values[0] === null) return
    conditions.push(
      values.reduce<string>((text, value) => text.replace('?', `$${parameters.push(value)}`), condition),
    )
  }
  const { locationId, privateRef, after } = query
  add('o.location_id = ?', locationId)
  add('o.status = ?', query.status)
  add('lower(o.created_by) = lower(?)', query.createdBy)
  add('o.created_at >= ?', query.from)
  add('o.created_at < ?', query.before)
  add('o.customer_id = ?', query.customerId)
  if (locationId === null) add(`${ownRef})`, privateRef)
  else add(`${ownRef} and scope_id = ?)`, privateRef, locationId)
  if (after) add('(o.created_at, o.id) > (?, ?::text)', ...after)
  const limit = `$${parameters.push(query.limit)}`
  return {
    text: `from orders o where ${conditions.join(' and ')}`,
    order: `order by o.created_at, o.id limit ${limit}`,
    parameters,
  }
}

const statements = new Map<string, Statement<never>>()

/** There are as many texts as combinations of filters, so that each may stay prepared. */
function prepared<Row extends object>(text: string): Statement<Row> {
  const known = statements.get(text) ?? statement<never>(text, { pipelined: true })
  statements.set(text, known)
  return known as unknown as Statement<Row>
}

const rowsText = ({ text, order }: Query) =>
  fittingRows(`select ${orderColumns} ${text} ${order}`, 'created_at, id', 'octet_length(document)')

/** Oldest first, as many as fit a page. */
export function list(db: Db, query: OrderListQuery): Promise<(OrderRow & FittingRow)[]> {
  const page = pageOf(query)
  return prepared<OrderRow & FittingRow>(rowsText(page))(db, page.parameters)
}

export interface DocumentsRow {
  /** The documents that are shown, as a JSON array; null for none. */
  documents: string | null
  /** `id version id version …` of those: another text whenever one of them was changed. */
  versions: string | null
  found: number
  /** How many of those: not the last one when `limit` of them were found, and no more than fit a page. */
  shown: number
  last_created_at: Date | null
  /** Zones in which they were written, the first and the last by name. */
  first_zone: string | null
  last_zone: string | null
  /** One of them names a customer who is no more. */
  names_deleted: boolean | null
  /** The reading client has private refs: no documents then, since they must be filled in one by one. */
  has_refs: boolean
}

const hasRefs = '(select exists (select from private_ref where account_id = $1 and client_id = $2))'

/** Rows come in order from the subquery, and the aggregates take them as they come. */
function documentsText({ text, order, parameters }: Query): string {
  const isShown = `(n = 1 or (n < $${parameters.length} and until_here <= ${maxPageBytes}))`
  return `select '[' || string_agg(document, ',') filter (where ${isShown} and not ${hasRefs}) || ']' as documents,
    string_agg(id || ' ' || version, ' ') filter (where ${isShown}) as versions,
    count(*)::int as found,
    count(*) filter (where ${isShown})::int as shown,
    max(created_at) filter (where ${isShown}) as last_created_at,
    min(timezone) as first_zone, max(timezone) as last_zone,
    bool_or(names_deleted) as names_deleted,
    ${hasRefs} as has_refs
  from (
    select o.document, o.id, o.created_at, o.timezone, o.names_deleted, o.xmin::text as version,
      row_number() over w as n, sum(octet_length(o.document)) over w as until_here
    ${text} window w as (order by o.created_at, o.id) ${order}) page`
}

/** A page as one text, for a reader to whom the documents are sent as they are stored. */
export async function listDocuments(db: Db, query: OrderListQuery): Promise<DocumentsRow> {
  const page = pageOf(query)
  const [row] = await prepared<DocumentsRow>(documentsText(page))(db, page.parameters)
  return row!
}

/** The statements for a query with such filters, for benchmarks and `explain`. */
export function listStatements(query: OrderListQuery) {
  const page = pageOf(query)
  return { rows: rowsText(page), documents: documentsText(page), parameters: page.parameters }
}
