import type { Bus } from '../platform/bus.ts'
import { type Db, statement } from '../platform/db/index.ts'
import { missing } from './form.ts'

const suspension = (suspend: boolean) => (suspend ? 'coalesce(suspended_at, now())' : 'null')
const account = (suspend: boolean) =>
  statement<{ id: string }>(
    `update account set suspended_at = ${suspension(suspend)} where id = $1 returning id`,
  )
const location = (suspend: boolean) =>
  statement<{ id: string }>(
    `update location set suspended_at = ${suspension(suspend)} where account_id = $1 and id = $2 returning id`,
  )
const statements = {
  account: { suspend: account(true), resume: account(false) },
  location: { suspend: location(true), resume: location(false) },
}

/**
 * Suspends or resumes an account or a location: effective at the next call on every node (contract, oauth §9).
 * @throws {ApiError} 404
 */
export async function operatorSuspends(
  { db, bus }: { db: Db; bus: Bus },
  level: 'account' | 'location',
  id: string,
  action: 'suspend' | 'resume',
) {
  const accountId = level === 'account' ? id : id.replace(/-\d+$/, '')
  const [row] = await statements[level][action](db, level === 'account' ? [id] : [accountId, id])
  if (!row) throw missing(level, id)
  bus.send('account', accountId)
  return { id, suspended: action === 'suspend' }
}
