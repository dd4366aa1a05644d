import { decideApproval } from '../oauth/index.ts'
import type { Bus } from '../platform/bus.ts'
import type { Db } from '../platform/db/index.ts'
import { missing } from './form.ts'

/**
 * Approves a client, which also reserves its name, or withdraws the approval (contract, security S27).
 * @throws {ApiError} 404
 */
export async function operatorDecidesOnClient(
  { db, bus }: { db: Db; bus: Bus },
  id: string,
  action: 'approve' | 'unapprove',
) {
  const decided = await decideApproval(db, id, action)
  if (!decided) throw missing('client', id)
  bus.send('client', id)
  const { name, namesakes } = decided
  return action === 'approve' ? { id, name, approved: true, namesakes } : { id, name, approved: false }
}
