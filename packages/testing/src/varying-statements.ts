import { varyingTexts } from '@hub/hub/database'

/**
 * The statements whose text varies, by what their texts have in common, and how many texts each can have: each stays
 * prepared on each connection, so that their number must not grow with the data.
 */
const known: readonly [what: string, pattern: RegExp, maxTexts: number][] = [
  ['a page of orders, by its filters', /^select string_agg\(id \|\| ' ' \|\| version/, 256],
  ['the rows of a page of orders, by its filters', /^select fitting\.\* .* from orders o where/, 256],
  ['a page of customers, by a private ref or not', /^select fitting\.\* .* from customer c/, 2],
  ['parts of catalogs, nested or not', /^with parts as materialized|^select fitting\.\* .*with parts as/, 2],
  ['catalogs, of a location or not', /^select c\.account_id, c\.id, .* from catalog c/, 2],
  ['customer lists, of a location or not', /^select l\.account_id, l\.id, .* from customer_list l/, 2],
  [
    'orders of the back office, by one location or several, searched or not',
    /^select p\.id, p\.location_id/,
    4,
  ],
  ['origins of orders, by one location or several', /^select distinct created_by/, 2],
  ['sales by day, by one location or several', /^select to_char\(created_at/, 2],
  ['orders by status, by one location or several', /^select status, count\(\*\)/, 2],
  ['catalogs and lists of the back office', /^select r\.id, r\.name/, 2],
  ['who is bound to a catalog or a list', /^select k\.name \|\| coalesce/, 2],
  ['catalogs that hold refs, few or many', /^select \* from \( select id, \(select json_agg\(ref\)/, 2],
  ['a location that fell silent or came back', /^select l\.\*, a\.name as account_name/, 2],
  ['what has a catalog or a list', /(from|update) "?(catalog|customer_list)"?/, 2],
  ['suspending and resuming', /set suspended_at = /, 2],
  ['the log, by what it is about', /request_log l/, 5],
  ['rows beyond their month', /^delete from "\w+_default"/, 4],
]

/** @throws {Error} when a statement has more texts than are known */
export function checkVaryingStatements(): void {
  for (const texts of varyingTexts()) {
    const text = texts[0]!.replaceAll(/\s+/g, ' ').trim()
    const maxTexts = known.find(([, pattern]) => pattern.test(text))?.[2] ?? 1
    if (texts.length > maxTexts)
      throw new Error(
        `a statement has ${texts.length} texts, ${maxTexts} are known of (varying-statements.ts): ${text}`,
      )
  }
}
