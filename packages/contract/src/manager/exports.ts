import Type, { type Static } from 'typebox'
import { CustomersQuery } from './data.ts'
import { OrdersQuery } from './orders.ts'
import { ProfileLocale } from './session.ts'

/** A file to save, with `text` unchanged. Files in French use `;` and decimal commas (back-office §7). */
export const CsvFile = Type.Object({
  filename: Type.String(),
  text: Type.String(),
  rows: Type.Integer({ description: 'without the header' }),
})
export type CsvFile = Static<typeof CsvFile>

/** The language of the requesting page; absent for that of the user's profile. */
const locale = Type.Optional(ProfileLocale)
const { cursor: _page, ...orderFilters } = OrdersQuery.properties
/** The filters of the page, without the cursor. */
export const OrdersExportQuery = Type.Object({ ...orderFilters, locale })
export const CustomersExportQuery = Type.Object({ search: CustomersQuery.properties.search, locale })
export const CatalogExportQuery = Type.Object({ locale })
