import { type Article, findArticle, findArticleByInternalCode, listTariffsOf } from '../articles/index.ts'
import type { Platform } from '../platform/platform.ts'
import type { Settings } from '../settings/index.ts'
import { ratesByService } from '../vat/index.ts'
import { findAssociated } from './associations.ts'
import type { LineArticle } from './lines.ts'
import type { ServiceType } from './model.ts'

type Tools = Pick<Platform, 'database' | 'settings'>

export interface MatchOptions {
  /** «Associer les articles par codes internes». */
  internalCodesFirst: boolean
  serviceType: ServiceType | null
}

/**
 * The article that a ref names: by a validated association, then by article id, then by internal
 * code; the last two are swapped when the box is ticked (contract, kezia R-K1, D66). Taxed for the
 * service type (R-K11, D46).
 */
export function findLineArticle(
  tools: Tools,
  ref: string,
  { internalCodesFirst, serviceType }: MatchOptions,
): LineArticle | undefined {
  const { database, settings } = tools
  const byIdart = () => (/^[1-9]\d{0,14}$/.test(ref) ? findArticle(database, Number(ref)) : undefined)
  const byCode = () => findArticleByInternalCode(database, ref)
  const byRef = internalCodesFirst ? () => byCode() ?? byIdart() : () => byIdart() ?? byCode()
  const article = findAssociated(database, ref) ?? byRef()
  if (article) return toLineArticle(settings, article, serviceType)
  return findTariff(tools, ref, { internalCodesFirst, serviceType })
}

/** Contract, kezia D49: `<article>|<IDTAR>`, unless an internal code is the whole text. */
function findTariff(tools: Tools, ref: string, options: MatchOptions): LineArticle | undefined {
  const bar = ref.lastIndexOf('|')
  const article = bar > 0 ? findLineArticle(tools, ref.slice(0, bar), options) : undefined
  if (!article) return undefined
  const idtar = ref.slice(bar + 1)
  const tariff = listTariffsOf(tools.database, article.id).find((one) => String(one.idtar) === idtar)
  return tariff ? { ...article, tariff: { idtar: tariff.idtar, title: tariff.title } } : article
}

/** Taxed for the service type; a delivery counts as taken away (contract, kezia D46). */
export function toLineArticle(
  settings: Settings,
  article: Article,
  serviceType: ServiceType | null,
): LineArticle {
  const isTakenAway = serviceType === 'collection' || serviceType === 'delivery'
  return {
    id: article.idart,
    name: article.definition,
    code: article.internalCode,
    vatRate: ratesByService(settings, article)[isTakenAway ? 'take_away' : 'eat_in'],
  }
}
