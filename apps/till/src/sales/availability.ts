import { milliOf, quantityText } from '../stock/quantity.ts'
import type { PricedLine } from './pricing.ts'

/**
 * Why «Blocage Vente si Dispo = 0» blocks the basket, as a sentence; undefined when it does not. Pure, so that the
 * screen shows the problem before the server refuses the sale (contract, kezia R-S2).
 */
export function shortage(lines: Pick<PricedLine, 'article' | 'quantity'>[]): string | undefined {
  if (lines.every(({ article }) => article.availableMilli === null)) return undefined
  const wanted = new Map<number, number>()
  for (const { article, quantity } of lines)
    wanted.set(article.idart, (wanted.get(article.idart) ?? 0) + milliOf(quantity))
  for (const { article } of lines) {
    const { idart, definition, availableMilli } = article
    const milli = wanted.get(idart) ?? 0
    if (availableMilli === null || milli <= 0 || milli <= availableMilli) continue
    if (availableMilli <= 0) return `${definition} : plus rien de disponible, la vente est bloquée.`
    return `${definition} : ${shown(availableMilli)} disponible(s), ${shown(milli)} demandé(s).`
  }
  return undefined
}

const shown = (milli: number) => quantityText(milli).replace('.', ',')
