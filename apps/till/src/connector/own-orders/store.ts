import type { Database } from '../../platform/database.ts'

/** The hub's id of an own order at a location. */
export const findOrderId = (database: Database, number: number, locationId: string | null) =>
  database.get<{ id: string }>(
    'select order_id as id from hub_own_order where number = ? and location_id = ?',
    number,
    locationId,
  )?.id

/** The id to show: that of the location it was last sent to. */
export const findAnyOrderId = (database: Database, number: number) =>
  database.get<{ id: string }>(
    'select order_id as id from hub_own_order where number = ? order by rowid desc limit 1',
    number,
  )?.id

/** The number of the own order that an order of the hub is; undefined for any other order. */
export const findNumber = (database: Database, orderId: string) =>
  database.get<{ number: number }>('select number from hub_own_order where order_id = ?', orderId)?.number

export const link = (database: Database, number: number, locationId: string, orderId: string) =>
  database.run(
    `insert into hub_own_order values (?, ?, ?)
     on conflict (number, location_id) do update set order_id = excluded.order_id`,
    number,
    locationId,
    orderId,
  )
