import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { formatMoney, formatTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import { focusChoice, moveAmong } from './choiceKeys.ts'
import { parkedSalesQuery } from './queries.ts'
import type { Counter } from './useCounter.ts'

/** Chooses the parked sale to recall. */
export function RecallDialog({ counter, onClose }: { counter: Counter; onClose(): void }) {
  const { data: parked = [] } = useQuery(parkedSalesQuery)
  const { data: shop } = useQuery(shopQuery)
  return (
    <Modal title={t('recall.title')} onClose={onClose}>
      <fieldset
        className="recall"
        aria-label={t('recall.title')}
        onKeyDown={(event) => (moveAmong(event) || focusChoice(event)) && event.preventDefault()}
      >
        {parked.length === 0 && <p className="state">{t('counter.noneParked')}</p>}
        {parked.map(({ id, parkedAt, sellerName, totalCents, customerName, lineCount, articles }, index) => (
          <button
            key={id}
            type="button"
            className="ckey ckey-choice"
            onClick={() => {
              counter.recall(id)
              onClose()
            }}
          >
            {index < 9 ? (
              <span className="choice-digit" aria-hidden="true">
                {index + 1}
              </span>
            ) : (
              <span />
            )}
            <span>
              {t('recall.one', {
                time: formatTime(new Date(parkedAt), shop?.timeZone ?? 'UTC'),
                seller: sellerName,
                total: formatMoney(totalCents, shop?.currency ?? 'EUR'),
              })}
              <small className="recall-what">
                {[customerName, ...articles].filter(Boolean).join(', ')}
                {lineCount > articles.length && t('recall.more', { count: lineCount - articles.length })}
              </small>
            </span>
          </button>
        ))}
      </fieldset>
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
      </div>
    </Modal>
  )
}
