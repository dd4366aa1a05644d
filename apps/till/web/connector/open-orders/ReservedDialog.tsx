import { useQuery } from '@tanstack/react-query'
import { createPortal } from 'react-dom'
import type { ReservedArticle } from '../../../src/stock/wire.ts'
import { t } from '../../labels/index.ts'
import { formatDateTime } from '../../lib/format.ts'
import { reservedQuery } from '../../orders/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Modal } from '../../ui/Modal.tsx'

interface ReservedDialogProps {
  /** «Imprim. Manquants»: only reserved articles with too little stock. */
  isMissing: boolean
  timeZone: string
  onClose(): void
}

/** Stock reserved by orders, and by which ones (contract, kezia R-S2). */
export function ReservedDialog({ isMissing, timeZone, onClose }: ReservedDialogProps) {
  const query = useQuery(reservedQuery)
  const shown = (articles: ReservedArticle[]) =>
    isMissing ? articles.filter((article) => missingMilli(article) > 0) : articles
  const title = t(isMissing ? 'open.missing.title' : 'open.reserved.title')
  return (
    <Modal title={title} onClose={onClose} onSubmit={onClose}>
      <div className="reserved">
        <Loaded query={query}>
          {(articles) => <Reserved articles={shown(articles)} isMissing={isMissing} label={title} />}
        </Loaded>
      </div>
      <div className="confirm-buttons">
        {isMissing && (
          <Button disabled={shown(query.data ?? []).length === 0} onClick={() => window.print()}>
            {t('print.print')}
          </Button>
        )}
        <Button type="submit" look="primary">
          {t('app.close')}
        </Button>
      </div>
      {createPortal(
        <div className="print-paper" aria-hidden="true">
          <h3>
            {title} – {formatDateTime(new Date(), timeZone)}
          </h3>
          <Reserved articles={shown(query.data ?? [])} isMissing={isMissing} label={title} />
        </div>,
        document.body,
      )}
    </Modal>
  )
}

const columns = ['code', 'definition', 'onHand', 'kept', 'left', 'holders'] as const

interface ReservedProps {
  articles: ReservedArticle[]
  isMissing: boolean
  label: string
}

const Reserved = ({ articles, isMissing, label }: ReservedProps) => (
  <div className="grid-holder">
    <table className="grid" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className={column === 'onHand' || column === 'kept' || column === 'left' ? 'number' : undefined}
            >
              {t(isMissing && column === 'left' ? 'open.reserved.missing' : `open.reserved.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {articles.map((article) => (
          <tr key={article.idart}>
            <td>{article.code}</td>
            <td>{article.definition}</td>
            <td className="number">{formatMilli(article.onHandMilli)}</td>
            <td className="number">{formatMilli(article.reservedMilli)}</td>
            <td className="number">
              {formatMilli(isMissing ? missingMilli(article) : article.onHandMilli - article.reservedMilli)}
            </td>
            <td>
              {article.holders.map(({ number, milli }) => `${number} (${formatMilli(milli)})`).join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    {articles.length === 0 && (
      <p className="state">{t(isMissing ? 'open.missing.none' : 'open.reserved.none')}</p>
    )}
  </div>
)

const missingMilli = ({ onHandMilli, reservedMilli }: ReservedArticle) =>
  reservedMilli - Math.max(onHandMilli, 0)

/** `2` for 2000, `0,250` for 250. */
const formatMilli = (milli: number) =>
  milli % 1000 === 0 ? String(milli / 1000) : (milli / 1000).toFixed(3).replace('.', ',')
