import { type Customer, listCustomers, readCustomerForm } from '../../customers/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { TillError } from '../../platform/errors.ts'
import { customerBoxColumns, customerColumns, customerTextColumns } from '../exports/customers.ts'
import type { Rows } from '../files.ts'
import type { Planner } from './plan.ts'
import { readRows, type SheetRow } from './sheet.ts'

type TextField = keyof typeof customerTextColumns
type BoxField = keyof typeof customerBoxColumns

const textFields = Object.entries(customerTextColumns) as [TextField, string][]
const boxFields = Object.entries(customerBoxColumns) as [BoxField, string][]

/** The column heading of each field of the customer form. */
const headings: Record<string, string> = {
  ...customerTextColumns,
  ...customerBoxColumns,
  civility: 'Civilité',
  birthDate: 'Date de naissance',
}

/**
 * Finds each customer by «Code client», else by an e-mail address that only one customer has, else creates one. A
 * missing column keeps the present value.
 */
export function* planCustomers(database: Database, clock: Clock, file: Rows): Planner {
  const rows = readRows(file, customerColumns, [])
  const all = listCustomers(database)
  const byIdcli = new Map(all.map((customer) => [customer.idcli, customer]))
  const byEmail = Map.groupBy(
    all.filter(({ email }) => email !== ''),
    ({ email }) => email.trim().toLowerCase(),
  )
  const seen = new Map<number | string, number>()
  for (const row of rows) {
    const customer = find(row, byIdcli, byEmail)
    const key = customer?.idcli ?? (row.text('E-mail') ?? '').toLowerCase()
    const above = key === '' ? undefined : seen.get(key)
    if (above !== undefined)
      row.fail(customer ? 'Code client' : 'E-mail', `Ce client est déjà à la ligne ${above}.`)
    else seen.set(key, row.row)
    const form = formOf(row, customer)
    const values = readValues(clock, row, form)
    const isChanged =
      !customer ||
      (values !== undefined &&
        (Object.keys(values) as (keyof typeof values)[]).some((field) => values[field] !== customer[field]))
    yield {
      row: row.row,
      kind: customer ? (isChanged ? 'change' : 'none') : 'creation',
      movesStock: false,
      problems: row.problems,
      change:
        isChanged && values
          ? {
              of: 'customer',
              known: customer ? { idcli: customer.idcli, revision: customer.revision } : null,
              values,
            }
          : null,
    }
  }
}

function find(
  row: SheetRow,
  byIdcli: Map<number, Customer>,
  byEmail: Map<string, Customer[]>,
): Customer | undefined {
  const idcli = row.whole('Code client')
  if (idcli !== undefined) {
    const customer = byIdcli.get(idcli)
    if (!customer)
      row.fail('Code client', `Aucun client ${idcli}. Pour créer un client, laissez la case vide.`)
    if (customer?.isAnonymised)
      row.fail('Code client', 'Ce client a été anonymisé : sa fiche ne se modifie plus.')
    return customer
  }
  const sharing = byEmail.get((row.text('E-mail') ?? '').toLowerCase()) ?? []
  if (sharing.length > 1)
    row.fail('E-mail', `${sharing.length} clients ont cette adresse : donnez le code client.`)
  return sharing[0]
}

/** The row as the customer form would send it. */
function formOf(row: SheetRow, customer: Customer | undefined): Record<string, unknown> {
  const birthDate = (customer?.birthDate ?? '').split('-').toReversed().join('/')
  return {
    ...Object.fromEntries(
      textFields.map(([field, column]) => [
        field,
        row.text(column, { most: 1000, hasLines: field === 'deliveryNotes' }) ?? customer?.[field] ?? '',
      ]),
    ),
    ...Object.fromEntries(
      boxFields.map(([field, column]) => [field, row.boolean(column) ?? customer?.[field] ?? false]),
    ),
    civility: row.text('Civilité') ?? customer?.civility ?? '',
    birthDate: row.text('Date de naissance') ?? birthDate,
  }
}

/** Applies the rules of the customer form and reports its errors at the columns of the row. */
function readValues(clock: Clock, row: SheetRow, form: Record<string, unknown>) {
  try {
    return readCustomerForm({ clock }, form)
  } catch (error) {
    if (!(error instanceof TillError)) throw error
    for (const { field, message } of error.errors ?? []) row.fail(headings[field] ?? 'Nom', message)
    return undefined
  }
}
