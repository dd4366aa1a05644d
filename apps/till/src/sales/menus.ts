import { type Cents, formatDecimal, parseDecimal } from '@hub/money'
import type { Composition } from '../menus/compositions.ts'
import { percentOf, spread } from './amounts.ts'
import type { BasketLine } from './wire.ts'

export interface MenuShare {
  /** Lines of one menu share it; from 1 in each basket. */
  key: number
  name: string
  /** What the menu takes off this article: «Calcul par remise» (contract, kezia D62). */
  discountCents: Cents
}

/** A line, or the part of one that a menu does or does not take. */
export interface Piece {
  source: number
  quantity: string
  menu: MenuShare | null
}

/**
 * Finds every menu whose letters are all in the basket (contract, kezia §5.5), first ones in «Rang» first. Lines with a
 * discount of their own, articles with «Pas de remise», returns and fractions take no part, and a menu that would cost
 * more than its articles is none.
 */
export function recogniseMenus(lines: BasketLine[], menus: Composition[]): Piece[] {
  const free = lines.map(freeUnits)
  const shares: MenuShare[][] = lines.map(() => [])
  let key = 0
  for (const menu of menus) {
    for (;;) {
      const chosen = chooseLines(menu, lines, free)
      const saving = chosen && savingOf(menu, chosen, lines)
      if (!chosen || !saving || saving <= 0) break
      key += 1
      const discounts = spread(
        chosen.map((index) => lines[index]!.unitCents),
        saving,
      )
      for (const [letter, index] of chosen.entries()) {
        free[index] = free[index]! - 1
        shares[index]!.push({ key, name: menu.name, discountCents: discounts[letter]! })
      }
    }
  }
  return lines.flatMap((line, source) => pieces(line, source, shares[source]!))
}

function freeUnits({ quantity, discount, article, unitCents }: BasketLine): number {
  if (discount || article.isDiscountForbidden || unitCents <= 0) return 0
  return /^\d{1,6}(\.0+)?$/.test(quantity) ? Number.parseInt(quantity, 10) : 0
}

/** For each letter a line with a unit left: a letter gives way when the other one has another choice. */
function chooseLines({ letters }: Composition, lines: BasketLine[], free: number[]): number[] | undefined {
  const holders: number[][] = lines.map(() => [])
  const fits = (letter: number, index: number) =>
    letters[letter]!.articles.some(({ idart }) => idart === lines[index]!.article.idart)
  const place = (letter: number, seen: Set<number>): boolean => {
    for (const index of lines.keys()) {
      if (free[index] === 0 || seen.has(index) || !fits(letter, index)) continue
      seen.add(index)
      const held = holders[index]!
      if (held.length < free[index]!) {
        held.push(letter)
        return true
      }
      const leaving = held.findIndex((holder) => place(holder, seen))
      if (leaving === -1) continue
      held[leaving] = letter
      return true
    }
    return false
  }
  if (letters.length === 0 || !letters.every((_, letter) => place(letter, new Set()))) return undefined
  return letters.map((_, letter) => holders.findIndex((held) => held.includes(letter)))
}

function savingOf(menu: Composition, chosen: number[], lines: BasketLine[]): Cents {
  let separate = 0
  let percentOff = 0
  let extras = 0
  for (const [letter, index] of chosen.entries()) {
    const { unitCents, article } = lines[index]!
    separate += unitCents
    percentOff += percentOf(unitCents, menu.discountPercent)
    extras += menu.letters[letter]!.articles.find(({ idart }) => idart === article.idart)!.extraCents
  }
  return percentOff > 0 ? percentOff - extras : separate - menu.priceCents - extras
}

function pieces(line: BasketLine, source: number, shares: MenuShare[]): Piece[] {
  if (shares.length === 0) return [{ source, quantity: line.quantity, menu: null }]
  const rest = parseDecimal(line.quantity).unscaled - BigInt(shares.length) * 10n ** scaleOf(line.quantity)
  const left = formatDecimal({ unscaled: rest, scale: Number(scaleOf(line.quantity)) }).replace(/\.0$/, '')
  return [
    ...(rest === 0n ? [] : [{ source, quantity: left, menu: null }]),
    ...shares.map((menu) => ({ source, quantity: '1', menu })),
  ]
}

const scaleOf = (quantity: string) => BigInt(parseDecimal(quantity).scale)
