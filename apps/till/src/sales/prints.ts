import { notFound } from '../platform/errors.ts'
import { appendToChain } from './chain.ts'
import { nowAfterChain, type SaleTools } from './recording.ts'
import * as store from './store.ts'

/**
 * Counts one more print, in the caller's transaction; from the second print on the ticket says «DUPLICATA».
 * @throws {TillError} 404
 */
export function countPrint(tools: SaleTools, number: number): void {
  const { database, live } = tools
  if (!store.exists(database, number)) throw notFound(`Aucun ticket n° ${number}.`)
  const at = nowAfterChain(tools)
  appendToChain(database, 'print', store.insertPrint(database, number, at), at)
  database.afterCommit(() => live.push('sales'))
}
