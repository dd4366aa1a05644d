import { findArticle } from '../articles/index.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { reserveStock } from './commands.ts'
import { milliOf } from './quantity.ts'
import type { ReservedArticle } from './wire.ts'

/** The order that reserves stock. */
export interface Holder {
  kind: 'web-order' | 'order'
  number: number
}

export interface ReservedLine {
  /** Null or 0 for a line without a till article. */
  idart: number | null
  quantity: string
}

/**
 * Sets the stock reserved by an order to these lines, in the caller's transaction; no lines release everything
 * (contract, kezia R-S2). Articles without stock management are ignored.
 */
export function setReservation(
  tools: Pick<Platform, 'database' | 'live'>,
  holder: Holder,
  lines: ReservedLine[],
): void {
  const { database } = tools
  const wanted = new Map<number, number>()
  for (const { idart, quantity } of lines) {
    if (!idart || !findArticle(database, idart)?.isStockManaged) continue
    wanted.set(idart, (wanted.get(idart) ?? 0) + milliOf(quantity))
  }
  const held = heldBy(database, holder)
  for (const idart of new Set([...held.keys(), ...wanted.keys()])) {
    const milli = wanted.get(idart) ?? 0
    const change = milli - (held.get(idart) ?? 0)
    if (change === 0) continue
    reserveStock(tools, idart, change)
    keep(database, holder, idart, milli)
  }
}

function heldBy(database: Database, { kind, number }: Holder): Map<number, number> {
  const rows = database.all<{ idart: number; milli: number }>(
    'select idart, milli from stock_reservation where order_kind = ? and order_number = ?',
    kind,
    number,
  )
  return new Map(rows.map(({ idart, milli }) => [idart, milli]))
}

function keep(database: Database, { kind, number }: Holder, idart: number, milli: number): void {
  if (milli === 0)
    database.run(
      'delete from stock_reservation where order_kind = ? and order_number = ? and idart = ?',
      kind,
      number,
      idart,
    )
  else
    database.run(
      'insert into stock_reservation values (?, ?, ?, ?) on conflict do update set milli = excluded.milli',
      kind,
      number,
      idart,
      milli,
    )
}

/** Everything that is reserved, ordered by label. */
export function listReserved(database: Database): ReservedArticle[] {
  const rows = database.all<Omit<ReservedArticle, 'holders'> & { number: number; milli: number }>(
    `select a.idart, coalesce(a.internal_code, a.idart) as code, a.definition,
       s.on_hand_milli as onHandMilli, s.reserved_milli as reservedMilli,
       r.order_number as number, r.milli
     from stock_reservation r
     join article a on a.idart = r.idart
     join article_stock s on s.idart = r.idart
     order by a.definition, a.idart, r.order_number`,
  )
  return [...Map.groupBy(rows, ({ idart }) => idart).values()].map((own) => {
    const { number: _, milli: _milli, ...article } = own[0]!
    return {
      ...article,
      code: String(article.code),
      holders: own.map(({ number, milli }) => ({ number, milli })),
    }
  })
}
