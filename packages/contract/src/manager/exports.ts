import Type, { type Static } from 'typebox'
import { CustomersQuery } from './data.ts'
import { OrdersQuery } from './orders.ts'
import { ProfileLocale } from './session.ts'

/** A file to be saved: `text` as it is, `;` and decimal commas for those who read French (back-office §7). */
export const CsvFile = Type.Object({
  filename: Type.String(),
  text: Type.String(),
  rows: Type.Integer({ description: 'without the header' }),
})
export type CsvFile = Static<typeof CsvFile>

/** The language of the page that asks; absent: that of the person's profile. */
const locale = Type.Optional(ProfileLocale)
const { cursor: _page, ...orderFilters } = OrdersQuery.properties
/** The filters of the page, whose cursor does not count. */
export const OrdersExportQuery = Type.Object({ ...orderFilters, locale })
export const CustomersExportQuery = Type.Object({ search: CustomersQuery.properties.search, locale })
export const CatalogExportQuery = Type.Object({ locale })
