import { useState } from 'react'
import { t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { useTimeZone } from '../useTimeZone.ts'
import { ReservedDialog } from './ReservedDialog.tsx'

/** «Q Reserv.» and «Imprim. Manquants»: for all orders, not only the selected one. */
export function StockKeys() {
  const timeZone = useTimeZone()
  const [asked, setAsked] = useState<'reserved' | 'missing'>()
  return (
    <>
      <Button onClick={() => setAsked('reserved')}>{t('open.reserved')}</Button>
      <Button onClick={() => setAsked('missing')}>{t('open.missing')}</Button>
      {asked && (
        <ReservedDialog
          isMissing={asked === 'missing'}
          timeZone={timeZone}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}
