import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { formatMoney, formatTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import { parkedSalesQuery } from './queries.ts'
import type { Counter } from './useCounter.ts'

/** Which of several parked sales to go on with. */
export function RecallDialog({ counter, onClose }: { counter: Counter; onClose(): void }) {
  const { data: parked = [] } = useQuery(parkedSalesQuery)
  const { data: shop } = useQuery(shopQuery)
  return (
    <Modal title={t('recall.title')} onClose={onClose}>
      <div className="recall">
        {parked.length === 0 && <p className="state">{t('counter.noneParked')}</p>}
        {parked.map(({ id, parkedAt, sellerName, totalCents }) => (
          <Button
            key={id}
            onClick={() => {
              counter.recall(id)
              onClose()
            }}
          >
            {t('recall.one', {
              time: formatTime(new Date(parkedAt), shop?.timeZone ?? 'UTC'),
              seller: sellerName,
              total: formatMoney(totalCents, shop?.currency ?? 'EUR'),
            })}
          </Button>
        ))}
      </div>
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
      </div>
    </Modal>
  )
}
