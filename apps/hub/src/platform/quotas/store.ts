import { statement } from '../db/index.ts'

// A crash of the database may forget the last moment's counts: not worth a wait for the disk.
const lazily = `lazily as materialized (select set_config('synchronous_commit', 'off', true))`

const wanted = 'excluded.granted'
const left = `least(${wanted}, greatest(0, excluded.maximum - quota.taken))`
// A process whose clock is behind counts in the window that others have opened.
const isOpen = 'quota.starts_at >= excluded.starts_at'

/**
 * Takes up to `wanted` of each quota, never above its maximum.
 * Parameters: account, owner, then by quota: kinds, starts of their windows, wanted, maxima.
 */
export const take = statement<{ kind: string; granted: number }>(`
  with ${lazily}
  insert into quota (account_id, owner, kind, starts_at, taken, granted, maximum)
  select $1::text, $2::text, q.kind, q.starts_at, least(q.wanted, q.maximum), least(q.wanted, q.maximum), q.maximum
  from lazily, unnest($3::text[], $4::timestamptz[], $5::int[], $6::int[]) as q(kind, starts_at, wanted, maximum)
  on conflict (account_id, owner, kind) do update set
    starts_at = greatest(quota.starts_at, excluded.starts_at),
    taken = case when ${isOpen} then quota.taken + ${left} else ${wanted} end,
    granted = case when ${isOpen} then ${left} else ${wanted} end,
    maximum = excluded.maximum
  returning kind, granted`)

/** Gives back what was not used. Parameters, by quota: accounts, owners, kinds, starts of their windows, unused. */
export const giveBack = statement(`
  update quota q set taken = greatest(0, q.taken - u.unused)
  from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::int[])
    as u(account_id, owner, kind, starts_at, unused)
  where q.account_id = u.account_id and q.owner = u.owner and q.kind = u.kind and q.starts_at = u.starts_at`)

/** Parameters: time before which windows are over. */
export const forget = statement(`delete from quota where starts_at < $1`)
