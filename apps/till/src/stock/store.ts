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

/** Reserves (positive) or releases stock. */
export function reserve(database: Database, idart: number, milli: number): void {
  database.run(
    `insert into article_stock (idart, reserved_milli) values (?, ?)
     on conflict do update set reserved_milli = reserved_milli + excluded.reserved_milli`,
    idart,
    milli,
  )
}

/** Inserts a movement linked to the article's previous one, and updates the stock. */
export function move(database: Database, idart: number, milli: number, reason: string, at: string): void {
  const { insertedId } = database.run(
    `insert into stock_movement (idart, milli, reason, at, previous_id)
     values (?1, ?2, ?3, ?4, (select last_movement_id from article_stock where idart = ?1))`,
    idart,
    milli,
    reason,
    at,
  )
  database.run(
    `insert into article_stock (idart, on_hand_milli, last_movement_id) values (?, ?, ?)
     on conflict do update set on_hand_milli = on_hand_milli + excluded.on_hand_milli,
       last_movement_id = excluded.last_movement_id`,
    idart,
    milli,
    insertedId,
  )
}

/** The latest movements of an article, newest first. */
export const listMovements = (database: Database, idart: number, most: number): StockMovement[] =>
  database.all<StockMovement & Record<string, unknown>>(
    `with recursive latest as (
       select m.* from article_stock s join stock_movement m on m.id = s.last_movement_id where s.idart = ?1
       union all
       select m.* from latest join stock_movement m on m.id = latest.previous_id limit ?2
     )
     select id, milli, reason, at from latest order by id desc`,
    idart,
    most,
  )
