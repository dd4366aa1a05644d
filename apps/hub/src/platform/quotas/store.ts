import { type Db, fragment } from '../db/index.ts'

const wanted = fragment`excluded.granted`
const left = fragment`least(${wanted}, greatest(0, excluded.maximum - quota.taken))`
// A process whose clock is behind counts in the later window that other processes have opened.
const isOpen = fragment`quota.starts_at >= excluded.starts_at`

export interface Wish {
  kind: string
  /** Start of its window. */
  startsAt: Date
  wanted: number
  maximum: number
}

/**
 * Takes up to `wanted` of each quota, never above its maximum. It does not wait for the disk: a database crash may
 * lose the latest counts, which is acceptable.
 */
export const take = (
  sql: Db,
  { accountId, ownerId, wishes }: { accountId: string; ownerId: string; wishes: readonly Wish[] },
) => sql<{ kind: string; granted: number }>`
  with lazily as materialized (select set_config('synchronous_commit', 'off', true))
  insert into quota (account_id, owner, kind, starts_at, taken, granted, maximum)
  select ${accountId}::text, ${ownerId}::text, q.kind, q.starts_at, least(q.wanted, q.maximum),
    least(q.wanted, q.maximum), q.maximum
  from lazily, unnest(
    ${wishes.map(({ kind }) => kind)}::text[],
    ${wishes.map(({ startsAt }) => startsAt)}::timestamptz[],
    ${wishes.map(({ wanted }) => wanted)}::int[],
    ${wishes.map(({ maximum }) => maximum)}::int[]) as q(kind, starts_at, wanted, maximum)
  on conflict (account_id, owner, kind) do update set
    starts_at = greatest(quota.starts_at, excluded.starts_at),
    taken = case when ${isOpen} then quota.taken + ${left} else ${wanted} end,
    granted = case when ${isOpen} then ${left} else ${wanted} end,
    maximum = excluded.maximum
  returning kind, granted`

export interface Unused {
  accountId: string
  ownerId: string
  kind: string
  /** Start of its window. */
  startsAt: Date
  amount: number
}

export const giveBack = (sql: Db, { unused }: { unused: readonly Unused[] }) => sql`
  update quota q set taken = greatest(0, q.taken - u.unused)
  from unnest(
    ${unused.map(({ accountId }) => accountId)}::text[],
    ${unused.map(({ ownerId }) => ownerId)}::text[],
    ${unused.map(({ kind }) => kind)}::text[],
    ${unused.map(({ startsAt }) => startsAt)}::timestamptz[],
    ${unused.map(({ amount }) => amount)}::int[]) as u(account_id, owner, kind, starts_at, unused)
  where q.account_id = u.account_id and q.owner = u.owner and q.kind = u.kind and q.starts_at = u.starts_at`

/** Deletes the windows that began before `before`. */
export const forget = (sql: Db, { before }: { before: Date }) =>
  sql`delete from quota where starts_at < ${before}`
