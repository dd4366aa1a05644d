import type { Rayon } from '../../classification/index.ts'
import { type BuiltCatalog, buildCatalog, type CatalogSources } from './build.ts'
import type { PublishedArticle } from './rules.ts'
import { unmanagedTest } from './unmanaged.ts'

/** An article that meets all conditions to be sent. */
export const publishedArticle = (fields: Partial<PublishedArticle> = {}): PublishedArticle => ({
  idart: 12,
  definition: 'MARGHERITA',
  internalCode: null,
  priceCents: 1200,
  promoPriceCents: null,
  promoStart: null,
  promoEnd: null,
  vat1Rate: '10.0',
  vat2Rate: '5.5',
  rayonId: 1,
  familleId: null,
  sousFamilleId: null,
  description: '',
  alcohol: '',
  isPublished: true,
  isOption: false,
  isAbandoned: false,
  isSaleBlocked: false,
  isAsleep: false,
  isPromoForbidden: false,
  isZeroPriceAllowed: false,
  isStockManaged: false,
  imageMd5: null,
  ...fields,
})

const rayons: Rayon[] = [
  { id: 1, name: 'PIZZAS', rang: 0, familles: [] },
  { id: 2, name: 'MENUS', rang: 1, familles: [] },
]

interface Card extends Partial<Omit<CatalogSources, 'articles'>> {
  /** «Associer les articles par codes internes». */
  useInternalCodes?: boolean
  /** «IDTAR non gérés», as stored. */
  unmanaged?: string
}

/** The catalogue of these articles, without groups, tariffs or menus unless given. */
export const build = (
  articles: PublishedArticle[],
  { useInternalCodes = false, unmanaged = '', ...sources }: Card = {},
): BuiltCatalog =>
  buildCatalog(
    { articles, tree: rayons, groups: new Map(), tariffs: new Map(), menus: [], ...sources },
    {
      currency: 'EUR',
      useInternalCodes,
      isUnmanaged: unmanagedTest(unmanaged),
      isCharge: ({ internalCode }) => internalCode === 'WEB_1_PORT',
      ratesOf: ({ vat1Rate, vat2Rate }) => ({ eat_in: vat1Rate, take_away: vat2Rate }),
    },
  )
