import { useQuery } from '@tanstack/react-query'
import { WebOrdersKey } from '../home/WebOrdersKey.tsx'
import { t } from '../labels/index.ts'
import { useWindows } from '../windows/manager.tsx'
import { drawerQuery, latestSalesQuery } from './queries.ts'
import type { Counter } from './useCounter.ts'
import { type McuKey, useMcuKeys } from './useMcuKeys.ts'

interface McuKeysProps {
  counter: Counter
  /** Shows a ticket. */
  onDocument(number: number): void
}

/** The programmable keys with an action, by number (contract, kezia W-6). */
export const McuKeys = (props: McuKeysProps) =>
  useMcuKeys().map((key) => {
    if (key.action === null) return null
    return key.action === 'web-orders' ? (
      <WebOrdersKey key={key.number} />
    ) : (
      <BoundKey key={key.number} {...props} number={key.number} action={key.action} />
    )
  })

type Bound = Exclude<McuKey['action'], 'web-orders' | null>

function BoundKey({ counter, onDocument, number, action }: McuKeysProps & { number: number; action: Bound }) {
  const { open, isBuilt } = useWindows()
  const { data: drawer } = useQuery(drawerQuery)
  const { data: sales } = useQuery(latestSalesQuery)
  const latest = sales?.[0]?.number
  const press = (): (() => void) | undefined => {
    switch (action) {
      case 'drawer':
        return drawer?.isThere ? counter.openDrawer : undefined
      case 'last-ticket':
        return latest === undefined ? undefined : () => onDocument(latest)
      case 'customers':
        return counter.chooseCustomer
      case 'article-selection':
        return () => open('article-selection', { pick: 1 })
      default:
        return isBuilt(action) ? () => open(action) : undefined
    }
  }
  const run = press()
  return (
    <button
      type="button"
      className="ckey"
      aria-disabled={run === undefined}
      title={run ? t('mcu.key', { number }) : t('app.unavailable')}
      onClick={() => run?.()}
    >
      {t(`mcu.${action}`)}
    </button>
  )
}
