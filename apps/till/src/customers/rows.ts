import { searchKey } from '../platform/text.ts'
import { customerNameOf } from './called.ts'
import { phoneKeys } from './phone.ts'
import { type Customer, customerFlags, customerTexts } from './wire.ts'

/** The fields that a save of the sheet writes. */
export type CustomerValues = Pick<
  Customer,
  (typeof customerTexts)[number] | (typeof customerFlags)[number] | 'civility' | 'birthDate'
>

const snakeCase = (field: string) => field.replace(/[A-Z0-9]/g, (letter) => `_${letter.toLowerCase()}`)

const fields = [...customerTexts, ...customerFlags, 'civility', 'birthDate'] as const

/** Columns of `CustomerValues`, then the columns derived from them, in the order of `toColumns`. */
export const valueColumns = [...fields.map(snakeCase), 'display_name', 'email_key', 'search_key']

export const toColumns = (idcli: number, values: CustomerValues): (string | number | null)[] => [
  ...fields.map((field) => {
    const value = values[field]
    return typeof value === 'boolean' ? Number(value) : value
  }),
  displayNameOf(values),
  values.email.trim().toLowerCase(),
  searchKeyOf(idcli, values),
]

/** The company, else «Nom Prénom» (contract, counter T85), else the e-mail, else «Client web». */
export const displayNameOf = (
  values: Pick<CustomerValues, 'company' | 'lastName' | 'firstName' | 'email'>,
): string => customerNameOf(values) || values.email.trim() || 'Client web'

export const searchKeyOf = (idcli: number, values: CustomerValues) =>
  searchKey(
    [
      idcli,
      values.lastName,
      values.firstName,
      values.company,
      values.email,
      values.postalCode,
      values.city,
      ...phoneKeys(values.phone),
      ...phoneKeys(values.mobile),
    ].join(' '),
  )

export type CustomerRow = Record<string, string | number | null>

export function fromRow(row: CustomerRow): Customer {
  const text = (column: string) => String(row[column] ?? '')
  const own = Object.fromEntries([
    ...customerTexts.map((field) => [field, text(snakeCase(field))]),
    ...customerFlags.map((field) => [field, row[snakeCase(field)] === 1]),
  ]) as CustomerValues
  return {
    ...own,
    idcli: Number(row.idcli),
    civility: text('civility') as Customer['civility'],
    displayName: text('display_name'),
    birthDate: row.birth_date as string | null,
    sourceId: row.source_id as string | null,
    isWeb: row.source_id !== null || own.email !== '',
    facts: row.source_facts === null ? null : JSON.parse(text('source_facts')),
    isAnonymised: row.anonymised_at !== null,
    createdAt: text('created_at'),
    revision: Number(row.revision),
  }
}
