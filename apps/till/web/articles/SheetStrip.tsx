import { useQuery } from '@tanstack/react-query'
import type { Article } from '../../src/articles/wire.ts'
import { t } from '../labels/index.ts'
import { formatDate } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'

/** Under the title: the IDART in yellow, and the creation date. */
export function SheetStrip({ article }: { article: Article | undefined }) {
  const { data: shop } = useQuery(shopQuery)
  return (
    <p className="sheet-strip">
      <strong>{article ? t('sheet.idart', { idart: article.idart }) : t('sheet.new')}</strong>
      {article && shop && (
        <span>{t('sheet.creation', { day: formatDate(new Date(article.createdAt), shop.timeZone) })}</span>
      )}
    </p>
  )
}
