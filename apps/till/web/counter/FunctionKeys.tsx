import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { drawerQuery } from './queries.ts'
import type { Counter } from './useCounter.ts'
import { useMcuKeys } from './useMcuKeys.ts'

interface FunctionKeysProps {
  counter: Counter
  onPrice(line: number): void
}

/** «Fonct.»: what can still be changed on the line under the cursor, and the drawer. */
export function FunctionKeys({ counter, onPrice }: FunctionKeysProps) {
  const { line, draft } = counter
  const { selected } = draft
  const hasDrawer = useQuery(drawerQuery).data?.isThere === true
  return (
    <>
      <button
        type="button"
        className="ckey"
        disabled={!line || line.article.optionGroups.length === 0}
        onClick={counter.editOptions}
      >
        {t('functions.options')}
      </button>
      <button
        type="button"
        className="ckey"
        disabled={!line || line.article.tariffs.length === 0}
        onClick={counter.editTariff}
      >
        {t('functions.tariff')}
      </button>
      <button
        type="button"
        className="ckey"
        disabled={selected === undefined}
        onClick={() => selected !== undefined && onPrice(selected)}
      >
        {t('functions.price')}
      </button>
      <button
        type="button"
        className="ckey"
        aria-disabled={!hasDrawer}
        title={hasDrawer ? undefined : t('app.unavailable')}
        onClick={() => hasDrawer && counter.openDrawer()}
      >
        {t('functions.drawer')}
      </button>
      <FreeKeys />
    </>
  )
}

/** MCU keys that nobody has bound yet, and where that is done. */
function FreeKeys() {
  const free = useMcuKeys().filter(({ action }) => action === null)
  return (
    <div className="counter-scope">
      {free.map(({ number }) => (
        <button key={number} type="button" className="ckey" aria-disabled="true" title={t('mcu.toSet')}>
          {t('mcu.key', { number })}
        </button>
      ))}
    </div>
  )
}
