// «Acompte»: money received for an order before its invoice (contract, kezia R-K5). It does not count as turnover.
import { listPaymentModes } from '../payment-modes/index.ts'
import type { Database } from '../platform/database.ts'
import { refused } from '../platform/errors.ts'
import { station } from '../shop/index.ts'
import { appendToChain } from './chain.ts'
import { nowAfterChain, type SaleTools } from './recording.ts'

export interface DepositHolder {
  kind: 'web-order' | 'order'
  number: number
}

/**
 * Deposits held for an order, in cents by payment mode id; modes with a balance of 0 are left out. A deposit that an
 * invoice used is no longer held, even after a credit note for that invoice: the credit note paid the money back.
 */
export function heldDeposits(database: Database, { kind, number }: DepositHolder): Map<number, number> {
  const rows = database.all<{ modeId: number; cents: number }>(
    `select mode_id as modeId, sum(cents) as cents from (
       select mode_id, cents from deposit where order_kind = ?1 and order_number = ?2
       union all
       select p.mode_id, -p.cents from sale s
         join sale_payment p on p.sale_number = s.number and p.is_deposit = 1
         where s.origin_kind = ?1 and s.origin_number = ?2)
     group by mode_id having sum(cents) <> 0 order by mode_id`,
    kind,
    number,
  )
  return new Map(rows.map(({ modeId, cents }) => [modeId, cents]))
}

/**
 * Brings the deposits held for an order to `wanted`, in the caller's transaction. Deposit rows never change, so each
 * difference is a new row.
 * @throws {TillError} 422 for a mode that does not exist
 */
export function setDeposits(tools: SaleTools, holder: DepositHolder, wanted: Map<number, number>): void {
  const held = heldDeposits(tools.database, holder)
  for (const modeId of new Set([...held.keys(), ...wanted.keys()])) {
    const cents = (wanted.get(modeId) ?? 0) - (held.get(modeId) ?? 0)
    if (cents !== 0) insertDeposit(tools, holder, modeId, cents)
  }
}

function insertDeposit(
  tools: SaleTools,
  { kind, number }: DepositHolder,
  modeId: number,
  cents: number,
): void {
  const { database, settings, live } = tools
  const mode = listPaymentModes(database).find(({ id }) => id === modeId)
  if (!mode) throw refused(`Aucun mode de règlement ${modeId}.`)
  const at = nowAfterChain(tools)
  const { insertedId } = database.run(
    `insert into deposit (received_at, station, order_kind, order_number, mode_id, mode_name, cents)
     values (?, ?, ?, ?, ?, ?, ?)`,
    at,
    settings.get(station.number),
    kind,
    number,
    modeId,
    mode.name,
    cents,
  )
  appendToChain(database, 'deposit', insertedId, at)
  database.afterCommit(() => live.push('sales'))
}
