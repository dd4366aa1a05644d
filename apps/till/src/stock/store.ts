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

export const listMovements = (database: Database, idart: number, most: number): StockMovement[] =>
  database.all<StockMovement & Record<string, unknown>>(
    'select id, milli, reason, at from stock_movement where idart = ? order by id desc limit ?',
    idart,
    most,
  )
