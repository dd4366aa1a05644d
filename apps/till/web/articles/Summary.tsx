import { formatTypedAmount } from '@hub/money'
import { useQuery } from '@tanstack/react-query'
import type { ArticleDetails } from '../../src/articles/wire.ts'
import { t } from '../labels/index.ts'
import { articleStockQuery } from './queries.ts'

// Contract, kezia W-16: these lines write 12 and 5.5, unlike the rest of the screens.
const plainRate = (rate: string) => rate.replace(/\.0$/, '')
const plainAmount = (cents: number) =>
  formatTypedAmount(cents)
    .replace(',', '.')
    .replace(/\.?0+$/, '')

const plainQuantity = (milli: number) => String(milli / 1000)

/**
 * The article as stored, in five lines. Purchases and suppliers are not recorded, so they show zeros and NC.
 */
export function Summary({ article }: { article: ArticleDetails | undefined }) {
  const nc = t('sheet.nc')
  const { data: stock } = useQuery({
    ...articleStockQuery(article?.idart ?? 0),
    enabled: article !== undefined,
  })
  return (
    <div className="sheet-summary">
      <p>
        {t('summary.prices', {
          price: plainAmount(article?.priceCents ?? 0),
          average: 0,
          vat1: plainRate(article?.vat1Rate ?? '0'),
          vat2: plainRate(article?.vat2Rate ?? '0'),
        })}
      </p>
      <p>
        {t('summary.codes', {
          code: article?.internalCode ?? nc,
          multi: article?.saleCodes.map(({ code }) => code).join(', ') || nc,
        })}
      </p>
      <p>
        {t('summary.place', {
          rayon: article?.rayon ?? nc,
          famille: article?.famille ?? nc,
          sousFamille: article?.sousFamille ?? nc,
        })}
      </p>
      <p>{t('summary.suppliers')}</p>
      <p>
        {t('summary.stock', {
          onHand: plainQuantity(stock?.onHandMilli ?? 0),
          reserved: plainQuantity(stock?.reservedMilli ?? 0),
        })}
      </p>
    </div>
  )
}
