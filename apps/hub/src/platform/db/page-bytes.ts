import { type Fragment, fragment } from './sql.ts'

/** The most bytes of one page of an index (contract, security S11). */
export const maxPageBytes = 4 * 1024 * 1024

/** What {@link fittingRows} tells of a page beside its own columns. */
export interface FittingRow {
  /** Rows of the page before it was cut. */
  found: number
}

/**
 * The rows of a page until they come to {@link maxPageBytes}, the first one in any case: what does not fit is neither read
 * nor sent by the database (contract, security S11).
 * @param page a query, with its limit
 * @param order of its rows, by its columns
 * @param bytes that a row takes, by its columns; `octet_length` does not unpack what was compressed
 */
export const fittingRows = (page: Fragment, order: Fragment, bytes: Fragment): Fragment => fragment`
  select fitting.* from (
    select page.*, count(*) over ()::int as found, row_number() over w as row_of_page, sum(${bytes}) over w as until_here
    from (${page}) page window w as (order by ${order})) fitting
  where row_of_page = 1 or until_here <= ${maxPageBytes} order by row_of_page`
