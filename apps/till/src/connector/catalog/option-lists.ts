import { formatMoney } from '@hub/money'
import type { StoredGroup } from '../../articles/index.ts'
import { type LeftOut, leftOutUnpricedReason, type PublishedArticle } from './rules.ts'

export interface CatalogOptionList {
  ref: string
  name: string
  min_selections: number
  max_selections?: number
  options: { ref: string; name: string; price: string; default: boolean }[]
}

export interface BuiltOptions {
  lists: CatalogOptionList[]
  /** Refs of the option lists of an article, by article id. */
  refsOf: Map<number, string[]>
  /** Option articles that are sent, by article id. */
  used: Map<number, PublishedArticle>
  leftOut: LeftOut[]
  warnings: string[]
}

interface Tools {
  articles: PublishedArticle[]
  groups: ReadonlyMap<number, StoredGroup[]>
  refOf(article: PublishedArticle): string
  currency: string
}

/**
 * The option groups of published articles. An option that no published article offers is not sent (contract,
 * kezia R-X5, §4.2). The checkboxes of «Paramètres» apply to options as to any article, but an option may be
 * free.
 */
export function buildOptionLists(
  published: PublishedArticle[],
  { articles, groups, refOf, currency }: Tools,
): BuiltOptions {
  const byIdart = new Map(articles.map((article) => [article.idart, article]))
  const used = new Map<number, PublishedArticle>()
  const leftOut = new Map<number, LeftOut>()
  const refsOf = new Map<number, string[]>()
  const lists: CatalogOptionList[] = []
  const warnings: string[] = []
  for (const { idart, definition } of published) {
    for (const group of groups.get(idart) ?? []) {
      const options = group.options.flatMap((option) => byIdart.get(option) ?? [])
      const kept = options.filter((option) => {
        const reason = leftOutUnpricedReason(option)
        if (reason) leftOut.set(option.idart, { idart: option.idart, name: option.definition, reason })
        return !reason
      })
      if (kept.length === 0) {
        warnings.push(
          `${definition} : le groupe «${group.name}» n'a aucune option à publier, il ne part pas.`,
        )
        continue
      }
      if (group.minSelections > kept.length)
        warnings.push(
          `${definition} : le groupe «${group.name}» demande ${group.minSelections} choix et n'a que ${kept.length} option(s).`,
        )
      for (const option of kept) used.set(option.idart, option)
      const ref = `O${group.id}`
      refsOf.set(idart, [...(refsOf.get(idart) ?? []), ref])
      lists.push({
        ref,
        name: group.name,
        min_selections: group.minSelections,
        ...(group.maxSelections !== null && { max_selections: group.maxSelections }),
        options: kept.map((option) => ({
          ref: refOf(option),
          name: option.definition,
          price: formatMoney(option.priceCents, currency),
          default: false,
        })),
      })
    }
  }
  return { lists, refsOf, used, leftOut: [...leftOut.values()], warnings }
}
