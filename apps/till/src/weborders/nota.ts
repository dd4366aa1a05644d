import type { WebOrder } from './store.ts'

/**
 * «Nota» of a web order: its status in the words of its source, then the customer's notes, the codes, the names of the
 * discounts and of the payments (contract, kezia W-12, §4.1).
 */
export function notaOf({ content, status }: Pick<WebOrder, 'content' | 'status'>): string {
  const { customerNotes, couponCodes, discounts, payments } = content
  const lines = [
    `-- Etat commande :${content.sourceStatus ?? status} --`,
    customerNotes,
    couponCodes.join(', '),
    ...discounts.map(({ name }) => name),
    ...payments.map(({ name, ref }) => name ?? ref),
  ]
  return lines.filter(Boolean).join('\n')
}
