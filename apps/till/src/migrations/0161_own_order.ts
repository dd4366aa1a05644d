import type { Migration } from '../platform/migrate.ts'

/**
 * Orders made at this till (contract, kezia §4.5). A line keeps its article as it was when ordered. `deleted` and
 * `closed` end an order without an invoice; `cancelled` means that it was cancelled elsewhere.
 */
export const ownOrder: Migration = {
  name: '0161_own_order',
  statements: [
    `create table own_order (
       number integer primary key,
       draft_id text not null unique,
       status text not null check (status in ('open', 'invoiced', 'closed', 'deleted', 'cancelled')),
       created_at text not null,
       due_at text not null,
       seller_id integer not null references seller,
       seller_name text not null,
       customer_id integer references customer,
       service_type text not null check (service_type in ('delivery', 'collection', 'eat_in')),
       nota text not null,
       discount_percent text not null,
       port_cents integer not null,
       port_kind text not null check (port_kind in ('gross', 'net', 'none')),
       lines text not null check (json_valid(lines)),
       last_line_id integer not null,
       total_cents integer not null,
       sale_number integer references sale,
       revision integer not null default 1
     ) strict`,
    `create index own_order_open on own_order (status) where status in ('open', 'cancelled')`,
    'create index own_order_customer on own_order (customer_id) where customer_id is not null',
    'create unique index own_order_sale on own_order (sale_number) where sale_number is not null',
    // The corresponding hub order, for each location it was sent to (contract, kezia R-E1).
    `create table hub_own_order (
       number integer not null references own_order,
       location_id text not null,
       order_id text not null,
       primary key (number, location_id)
     ) strict`,
    'create unique index hub_own_order_id on hub_own_order (order_id)',
  ],
}
