import { useQuery } from '@tanstack/react-query'
import { parkedSalesQuery } from '../counter/queries.ts'
import { t } from '../labels/index.ts'
import { setIntervenantKey } from '../lib/api.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { useWindows } from '../windows/manager.tsx'

/** The red key (contract, kezia W-1): leaves the till at this poste. Its server goes on, and web orders still come. */
export function PowerKey({ onLeave }: { onLeave(): void }) {
  const confirm = useConfirm()
  const { everyWindow } = useWindows()
  const { data: parked = [] } = useQuery(parkedSalesQuery)
  async function leave() {
    const left = [
      everyWindow.some(({ id }) => id === 'counter') && t('quit.saleInProgress'),
      parked.length > 0 &&
        t(parked.length === 1 ? 'quit.parked.one' : 'quit.parked.other', { count: parked.length }),
      t('quit.message'),
    ]
    const agreed = await confirm({
      title: t('quit.title'),
      message: left.filter(Boolean).join(' '),
      action: t('quit.action'),
    })
    if (!agreed) return
    setIntervenantKey(undefined)
    // Only a page that a program opened, as the shortcut of a till does, may close itself.
    window.close()
    onLeave()
  }
  return (
    <button type="button" className="power" aria-label={t('home.quit')} onClick={() => void leave()}>
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 3v9M6.3 7a8 8 0 1 0 11.4 0" />
      </svg>
    </button>
  )
}
