import type { Database } from '../../platform/database.ts'

/**
 * Copies an order of the till `count` times. The first copy is due at `dueAt`, each next one a minute later;
 * numbers follow the highest one.
 */
export function copyOrders(
  database: Database,
  number: number,
  count: number,
  { status, dueAt }: { status: string; dueAt: string },
): void {
  const columns = Object.keys(database.get('select * from web_order where number = ?', number)!)
  const changes: Record<string, string> = {
    number: 'last + n',
    source_id: "'copy' || (last + n)",
    status: '?1',
    due_at: "strftime('%Y-%m-%dT%H:%M:%SZ', ?2, (n - 1) || ' minutes')",
  }
  database.transaction(() =>
    database.run(
      `insert into web_order (${columns})
         with recursive copy(n) as (select 1 union all select n + 1 from copy where n < ?3)
         select ${columns.map((column) => changes[column] ?? column)}
         from (select max(number) as last from web_order) cross join copy cross join web_order where number = ?4`,
      status,
      dueAt,
      count,
      number,
    ),
  )
}
