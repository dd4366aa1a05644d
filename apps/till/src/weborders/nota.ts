import type { WebOrder } from './store.ts'

/**
 * «Nota» of a web order: its status in the words of its source, then the customer's notes, the codes, the names of the
 * discounts and of the payments, and what changed after the invoice (contract, kezia W-12, §4.1, R-O5).
 */
export function notaOf({
  content,
  status,
  lateChanges,
}: Pick<WebOrder, 'content' | 'status' | 'lateChanges'>): string {
  const { customerNotes, couponCodes, discounts, payments } = content
  const lines = [
    `-- Etat commande :${content.sourceStatus ?? status} --`,
    customerNotes,
    couponCodes.join(', '),
    ...discounts.map(({ name }) => name),
    ...payments.map(({ name, ref }) => name ?? ref),
    ...lateChanges,
  ]
  return lines.filter(Boolean).join('\n')
}
