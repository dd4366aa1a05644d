import type { Migration } from '../platform/migrate.ts'

/**
 * What an order of this till keeps besides its lines: the menus recognised in them as they were that day, the driver,
 * the payment mode, and what was sent to the kitchen.
 */
export const ownOrderChoices: Migration = {
  name: '0220_own_order_choices',
  statements: [
    `alter table own_order add column menus text not null default '[]' check (json_valid(menus))`,
    'alter table own_order add column driver_id integer references seller',
    'alter table own_order add column payment_mode_id integer references payment_mode',
    `alter table own_order add column is_in_preparation integer not null default 0
       check (is_in_preparation in (0, 1))`,
    'alter table own_order add column ticket_count integer not null default 0 check (ticket_count >= 0)',
  ],
}
