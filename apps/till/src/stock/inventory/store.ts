import type { Database } from '../../platform/database.ts'
import type { InventoryLine, InventoryRow } from '../wire.ts'

const rowSql = `select i.id, i.started_at as startedAt, i.validated_at as validatedAt, i.revision,
  (select count(*) from inventory_line l where l.inventory_id = i.id) as lineCount from inventory i`

type Row = InventoryRow & { revision: number }

/** The open inventory first, if any, then the validated ones, newest first. */
export const list = (database: Database, most: number): Row[] =>
  database.all<Row>(`${rowSql} order by i.validated_at is not null, i.id desc limit ?`, most)

export const find = (database: Database, id: number) => database.get<Row>(`${rowSql} where i.id = ?`, id)

export const findOpen = (database: Database) => database.get<Row>(`${rowSql} where i.validated_at is null`)

export const listLines = (database: Database, id: number): InventoryLine[] =>
  database.all<InventoryLine & Record<string, unknown>>(
    `select l.idart, coalesce(a.internal_code, cast(a.idart as text)) as code, a.definition,
       l.counted_milli as countedMilli, l.expected_milli as expectedMilli, l.counted_at as countedAt
     from inventory_line l join article a on a.idart = l.idart
     where l.inventory_id = ? order by a.search_key, a.idart`,
    id,
  )

export const insert = (database: Database, startedAt: string): number =>
  database.run('insert into inventory (started_at) values (?)', startedAt).insertedId

export function saveLine(
  database: Database,
  id: number,
  line: Pick<InventoryLine, 'idart' | 'countedMilli' | 'expectedMilli' | 'countedAt'>,
): void {
  database.run(
    `insert into inventory_line values (?, ?, ?, ?, ?) on conflict do update set
       counted_milli = excluded.counted_milli, expected_milli = excluded.expected_milli,
       counted_at = excluded.counted_at`,
    id,
    line.idart,
    line.countedMilli,
    line.expectedMilli,
    line.countedAt,
  )
}

export const removeLine = (database: Database, id: number, idart: number) =>
  database.run('delete from inventory_line where inventory_id = ? and idart = ?', id, idart)

export const touch = (database: Database, id: number) =>
  database.run('update inventory set revision = revision + 1 where id = ?', id)

export const setValidated = (database: Database, id: number, at: string) =>
  database.run('update inventory set validated_at = ? where id = ?', at, id)

export const remove = (database: Database, id: number) =>
  database.run('delete from inventory where id = ?', id)
