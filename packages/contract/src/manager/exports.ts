import Type, { type Static } from 'typebox'
import { CustomersQuery } from './data.ts'
import { OrdersQuery } from './orders.ts'

/** A file to be saved: `text` as it is, `;` and decimal commas for those who read French (back-office §7). */
export const CsvFile = Type.Object({
  filename: Type.String(),
  text: Type.String(),
  rows: Type.Integer({ description: 'without the header' }),
})
export type CsvFile = Static<typeof CsvFile>

const { cursor: _page, ...orderFilters } = OrdersQuery.properties
/** The filters of the page, whose cursor does not count. */
export const OrdersExportQuery = Type.Object(orderFilters)
export const CustomersExportQuery = Type.Object({ search: CustomersQuery.properties.search })
