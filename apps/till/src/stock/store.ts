import type { Database } from '../platform/database.ts'
import type { StockLevel, StockMovement } from './wire.ts'

export const none: StockLevel = { onHandMilli: 0, reservedMilli: 0 }

const selectSql = 'select on_hand_milli as onHandMilli, reserved_milli as reservedMilli'

export const find = (database: Database, idart: number): StockLevel =>
  database.get<StockLevel & Record<string, unknown>>(
    `${selectSql} from article_stock where idart = ?`,
    idart,
  ) ?? none

export const list = (database: Database): Map<number, StockLevel> =>
  new Map(
    database
      .all<StockLevel & { idart: number }>(`${selectSql}, idart from article_stock`)
      .map(({ idart, ...level }) => [idart, level]),
  )

export function add(
  database: Database,
  idart: number,
  { onHandMilli = 0, reservedMilli = 0 }: Partial<StockLevel>,
): void {
  database.run(
    `insert into article_stock values (?, ?, ?) on conflict do update set
       on_hand_milli = on_hand_milli + excluded.on_hand_milli,
       reserved_milli = reserved_milli + excluded.reserved_milli`,
    idart,
    onHandMilli,
    reservedMilli,
  )
}

export const insertMovement = (
  database: Database,
  idart: number,
  milli: number,
  reason: string,
  at: string,
) =>
  database.run(
    'insert into stock_movement (idart, milli, reason, at) values (?, ?, ?, ?)',
    idart,
    milli,
    reason,
    at,
  )

/** IDART and thousandths, without those whose stock is not managed and those of the recycle bin. */
const managed = `from json_each(?1) m cross join article a on a.idart = m.value ->> 0
  where a.is_stock_managed = 1 and a.deleted_at is null`

/** Adds to several articles at once, with a movement for each of them. Returns the IDART of those that moved. */
export function moveManaged(
  database: Database,
  moves: [idart: number, milli: number][],
  reason: string,
  at: string,
): number[] {
  const text = JSON.stringify(moves)
  const moved = database.returning<{ idart: number }>(
    `insert into article_stock (idart, on_hand_milli) select a.idart, m.value ->> 1 ${managed}
     on conflict do update set on_hand_milli = on_hand_milli + excluded.on_hand_milli returning idart`,
    text,
  )
  if (moved.length > 0)
    database.run(
      `insert into stock_movement (idart, milli, reason, at) select a.idart, m.value ->> 1, ?2, ?3 ${managed}`,
      text,
      reason,
      at,
    )
  return moved.map(({ idart }) => idart)
}

export const listMovements = (database: Database, idart: number, most: number): StockMovement[] =>
  database.all<StockMovement & Record<string, unknown>>(
    'select id, milli, reason, at from stock_movement where idart = ? order by id desc limit ?',
    idart,
    most,
  )
