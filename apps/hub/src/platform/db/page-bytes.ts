import { type Fragment, fragment } from './sql.ts'

/** Maximum number of bytes in one page of a list (contract, security S11). */
export const maxPageBytes = 4 * 1024 * 1024

/** Columns that {@link fittingRows} adds to those of the page. */
export interface FittingRow {
  /** Rows of the page before truncation. */
  found: number
}

/**
 * The first rows of a page that fit in {@link maxPageBytes}, but always at least one. The database neither reads nor
 * sends the rest (contract, security S11).
 * @param page a query, with its limit
 * @param order order of its rows, by its columns
 * @param bytes size of a row, by its columns; `octet_length` does not decompress a value
 */
export const fittingRows = (page: Fragment, order: Fragment, bytes: Fragment): Fragment => fragment`
  select fitting.* from (
    select page.*, count(*) over ()::int as found, row_number() over w as row_of_page, sum(${bytes}) over w as until_here
    from (${page}) page window w as (order by ${order})) fitting
  where row_of_page = 1 or until_here <= ${maxPageBytes} order by row_of_page`
