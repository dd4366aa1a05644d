import type { Order } from '@hub/contract'
import { searchTerms } from '../orders/index.ts'
import type { Trx } from '../platform/db/index.ts'

const batch = 1000

/** The back office's search index of orders, with the terms of `orders/search-terms.ts`. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table orders add column search tsvector`)
  let last = { account_id: '', id: '' }
  for (;;) {
    const rows = await trx<{ account_id: string; id: string; ref: string | null; customer: string }>`
      select account_id, id, document::json ->> 'ref' as ref, document::json ->> 'customer' as customer from orders
      where (account_id, id) > (${last.account_id}, ${last.id}) order by account_id, id limit ${batch}`
    const texts = rows.map(({ account_id, id, ref, customer }) =>
      searchTerms(account_id, { id, ref, customer: JSON.parse(customer) as Order['customer'] }),
    )
    await trx`update orders o set search = array_to_tsvector(string_to_array(n.search, chr(10)))
      from unnest(${rows.map(({ account_id }) => account_id)}::text[], ${rows.map(({ id }) => id)}::text[],
        ${texts}::text[]) as n(account_id, id, search)
      where o.account_id = n.account_id and o.id = n.id`
    const end = rows.at(-1)
    if (!end || rows.length < batch) break
    last = end
  }
  await trx.run(`create index orders_search on orders using gin (search) with (gin_pending_list_limit = 256)`)
}
