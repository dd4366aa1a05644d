import { createHash } from 'node:crypto'
import type { Database } from '../../apps/till/src/platform/database.ts'
import { appendToChain } from '../../apps/till/src/sales/chain.ts'
import { picture } from './picture.ts'

const salesAtOnce = 20_000

/**
 * Sales of five lines, one payment and five movements of stock each, in the chain as the till signs them. The file must
 * have none yet.
 */
export function fillSales(database: Database, count: number): void {
  database.exec('pragma synchronous = off')
  for (let first = 1; first <= count; first += salesAtOnce) {
    const last = Math.min(count, first + salesAtOnce - 1)
    database.transaction(() => {
      database.exec(`create temp table line as
        with recursive n(number) as (select ${first} union all select number + 1 from n where number < ${last}),
          r(rank) as (values (0), (1), (2), (3), (4))
        select number, rank, 1 + (number + rank) % 5 as idart, 500 + (number * 7 + rank * 131) % 1500 as cents
        from n cross join r`)
      database.exec(`create temp table total as
        select number, sum(cents) as cents, cast(round(sum(cents) / 1.1) as integer) as net,
          strftime('%Y-%m-%dT%H:%M:%SZ', 1700000000 + number * 60, 'unixepoch') as at
        from line group by number`)
      database.exec(`insert into sale (number, draft_id, sold_at, station, seller_id, seller_name, service, currency,
          discount_cents, net_cents, total_cents, change_cents)
        select number, printf('%012x', unixepoch(at) * 1000) || lower(hex(randomblob(10))), at, 1, 1, 'Léa', 'eat_in', 'EUR', 0, net, cents, 0 from total`)
      database.exec(`insert into sale_line (place, idart, code, definition, quantity, unit_cents,
          discount_cents, shared_discount_cents, total_cents, vat_rate)
        select number * 1000000 + rank, idart, idart, 'ARTICLE ' || idart, '1', cents, 0, 0, cents, '10.0' from line`)
      database.exec(`insert into sale_vat (sale_number, rate, net_cents, vat_cents, total_cents)
        select number, '10.0', net, cents - net, cents from total`)
      database.exec(`insert into sale_payment (sale_number, rank, mode_id, mode_name, cents)
        select number, 0, 1, 'Espèces', cents from total`)
      database.exec(`insert into stock_movement (idart, milli, reason, at)
        select line.idart, -1000, 'Ticket ' || line.number, total.at from line join total using (number)`)
      database.exec(`insert into number (series, last) values ('ticket', ${last})
        on conflict (series) do update set last = excluded.last`)
      const sold = database.all<{ number: number; at: string }>(
        'select number, at from total order by number',
      )
      for (const { number, at } of sold) appendToChain(database, 'sale', number, at)
      database.exec('drop table line; drop table total')
    })
  }
  database.transaction(() => linkMovements(database))
  database.exec('pragma wal_checkpoint(truncate)')
  database.exec('pragma synchronous = full')
}

/** Each movement names the one before it of its article, and the stock its last one. */
function linkMovements(database: Database): void {
  database.exec(`update stock_movement set previous_id = before.id
    from (select id as own, lag(id) over (partition by idart order by id) as id from stock_movement) as before
    where before.own = stock_movement.id and before.id is not null`)
  database.exec(`insert into article_stock (idart, last_movement_id)
    select idart, max(id) from stock_movement where true group by idart
    on conflict do update set last_movement_id = excluded.last_movement_id`)
}

const nouns = [
  'TOMATE',
  'BASILIC',
  'JAMBON',
  'RICOTTA',
  'ORIGAN',
  'POIVRON',
  'LARDONS',
  'CHEVRE',
  'MIEL',
  'ANCHOIS',
]
const sorts = ['PIZZA', 'SALADE', 'SANDWICH', 'TARTE', 'SOUPE', 'PATES', 'GRATIN', 'CREPE', 'BURGER', 'WRAP']

/** Articles named `PIZZA TOMATE 1234`, published, copies of article 1; the first `pictures` of them with a picture. */
export function fillArticles(database: Database, count: number, { pictures = 0 } = {}): void {
  database.exec('pragma synchronous = off')
  database.transaction(() => {
    const first = 1 + database.get<{ last: number }>('select max(idart) as last from article')!.last
    database.exec('create temp table copy as select * from article where idart = 1')
    const row = database.get<Record<string, unknown>>('select * from copy')!
    const columns = Object.keys(row)
    const values = columns.map((column) =>
      column === 'idart' ? '?1' : column === 'definition' ? '?2' : column === 'search_key' ? '?3' : column,
    )
    for (let index = 0; index < count; index++) {
      const idart = first + index
      const name = `${sorts[index % 10]} ${nouns[Math.floor(index / 10) % 10]} ${idart}`
      database.run(
        `insert into article (${columns}) select ${values} from copy`,
        idart,
        name,
        name.toLowerCase(),
      )
      if (index < pictures) savePicture(database, idart, index)
    }
    database.exec('drop table copy')
    database.run(
      `insert into number (series, last) values ('article', ?) on conflict (series) do update set last = excluded.last`,
      first + count,
    )
  })
  database.exec('pragma wal_checkpoint(truncate)')
  database.exec('pragma synchronous = full')
}

/** About 43 kB, what a picture of 1200 pixels often weighs. */
const pictureSide = 120

function savePicture(database: Database, idart: number, index: number): void {
  const bytes = picture(index, pictureSide)
  const md5 = createHash('md5').update(bytes).digest('hex')
  database.run(
    'insert into article_image (idart, type, md5, bytes) values (?, ?, ?, ?)',
    idart,
    'image/bmp',
    md5,
    bytes,
  )
}
