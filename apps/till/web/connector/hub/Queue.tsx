import { useQuery } from '@tanstack/react-query'
import type { QueuedWrite } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { ApiFailure, api } from '../../lib/api.ts'
import { formatTime } from '../../lib/format.ts'
import { shopQuery } from '../../lib/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { maintenanceQuery } from '../queries.ts'

/** The outgoing queue: what waits, why, and the possible actions (contract, kezia D14, D37). */
export function Queue() {
  const query = useQuery(maintenanceQuery)
  return (
    <Loaded query={query}>
      {({ queue, queueCount }) =>
        queue.length === 0 ? (
          <p className="state">{t('maintenance.queue.empty')}</p>
        ) : (
          <>
            <table className="grid">
              <thead>
                <tr>
                  <th scope="col">{t('maintenance.object')}</th>
                  <th scope="col">{t('maintenance.state')}</th>
                  <th scope="col">{t('maintenance.error')}</th>
                  <th scope="col">{t('maintenance.actions')}</th>
                </tr>
              </thead>
              <tbody>
                {queue.map((entry) => (
                  <QueueRow key={entry.id} entry={entry} />
                ))}
              </tbody>
            </table>
            {queueCount > queue.length && (
              <p className="office-sum" role="status">
                {t('maintenance.queue.more', { shown: queue.length, total: queueCount })}
              </p>
            )}
          </>
        )
      }
    </Loaded>
  )
}

function QueueRow({ entry }: { entry: QueuedWrite }) {
  const { data: shop } = useQuery(shopQuery)
  const confirm = useConfirm()
  const notify = useNotify()
  const object = `${entry.subject} : ${t(`maintenance.kind.${entry.kind}`)}`
  const act = async (action: () => Promise<unknown>) => {
    try {
      await action()
    } catch (failure) {
      if (failure instanceof ApiFailure) notify(failure.message, 'failed')
    }
  }
  const remove = async () => {
    const question = {
      title: t('maintenance.delete.title'),
      message: t('maintenance.delete.question', { object }),
    }
    if (await confirm(question)) await act(() => api.delete(`/hub/outbox/${entry.id}`))
  }
  return (
    <tr>
      <td>{object}</td>
      <td>{stateOf(entry, shop?.timeZone ?? 'Europe/Paris')}</td>
      <td>{entry.lastError}</td>
      <td>
        <div className="row-buttons">
          <Button
            disabled={entry.isForeign}
            onClick={() => void act(() => api.post(`/hub/outbox/${entry.id}/retry`))}
          >
            {t('maintenance.retry')}
          </Button>
          <Button look="danger" onClick={() => void remove()}>
            {t('maintenance.delete')}
          </Button>
        </div>
      </td>
    </tr>
  )
}

function stateOf({ isForeign, isStopped, attempts, nextAt }: QueuedWrite, timeZone: string): string {
  if (isForeign) return t('maintenance.foreign')
  if (isStopped) return t('maintenance.stopped')
  if (attempts === 0) return t('maintenance.waiting')
  return t('maintenance.attempts', { count: attempts + 1, time: formatTime(new Date(nextAt), timeZone) })
}
