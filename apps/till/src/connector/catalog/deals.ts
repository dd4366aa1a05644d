import { formatMoney } from '@hub/money'
import type { MenuSheet } from '../../menus/index.ts'
import { leftOutUnpricedReason, type PublishedArticle } from './rules.ts'

export interface CatalogDeal {
  ref: string
  category_ref: string
  name: string
  description?: string
  image_ids?: string[]
  lines: {
    label: string
    skus: { ref: string; extra_charge?: string }[]
    pricing_effect: 'percentage_off' | 'fixed_price'
    pricing_value: string
  }[]
}

export interface LeavingMenu {
  menu: MenuSheet
  /** The article that the menu is sold as. */
  article: PublishedArticle
}

/**
 * The menus to send, in order of «Rang»: those whose article is published and whose every letter offers at
 * least one published article (contract, kezia R-X7, D50).
 * @param products ids of the articles that are sent
 */
export function leavingMenus(
  menus: MenuSheet[],
  articles: ReadonlyMap<number, PublishedArticle>,
  products: ReadonlySet<number>,
): { leaving: LeavingMenu[]; warnings: string[] } {
  const warnings: string[] = []
  const leaving = menus.flatMap((menu) => {
    const article = articles.get(menu.idart)
    if (!article || leftOutUnpricedReason(article)) return []
    const empty = menu.letters.filter(({ choices }) => !choices.some(({ idart }) => products.has(idart)))
    if (menu.letters.length > 0 && empty.length === 0) return [{ menu, article }]
    const names = empty.map(({ letter, label }) => `${letter} («${label}»)`).join(', ')
    warnings.push(`Menu ${menu.name} : aucun article publié pour ${names}, il ne part pas.`)
    return []
  })
  return { leaving, warnings }
}

interface Tools {
  /** The sku refs of an article; empty when it is not sent. */
  skuRefsOf(idart: number): string[]
  refOf(article: PublishedArticle): string
  categoryRefOf(article: PublishedArticle): string
  currency: string
}

/** A line per letter of «Compo» (contract, kezia D50). */
export function dealOf({ menu, article }: LeavingMenu, tools: Tools): CatalogDeal {
  const { currency, skuRefsOf } = tools
  return {
    ref: tools.refOf(article),
    category_ref: tools.categoryRefOf(article),
    name: menu.name,
    ...(article.description !== '' && { description: article.description }),
    lines: menu.letters.map(({ label, choices }, index) => ({
      label,
      skus: choices.flatMap(({ idart, extraCents }) =>
        skuRefsOf(idart).map((ref) => ({
          ref,
          ...(extraCents > 0 && { extra_charge: formatMoney(extraCents, currency) }),
        })),
      ),
      ...pricingOf(menu, index, currency),
    })),
  }
}

/** The first line carries the fixed price; the others are free. */
function pricingOf({ discountPercent, priceCents }: MenuSheet, index: number, currency: string) {
  if (/[1-9]/.test(discountPercent))
    return { pricing_effect: 'percentage_off' as const, pricing_value: discountPercent }
  const cents = index === 0 ? priceCents : 0
  return { pricing_effect: 'fixed_price' as const, pricing_value: formatMoney(cents, currency) }
}

/** Articles sold only in a menu: their own price is 0, and a menu contains them (contract, kezia D60). */
export function dealOnly(menus: MenuSheet[]): (article: PublishedArticle) => boolean {
  const components = new Set(
    menus.flatMap(({ letters }) => letters.flatMap(({ choices }) => choices.map(({ idart }) => idart))),
  )
  return ({ idart, priceCents, isZeroPriceAllowed }) =>
    isZeroPriceAllowed && priceCents === 0 && components.has(idart)
}
