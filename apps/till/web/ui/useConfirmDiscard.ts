import { useCallback } from 'react'
import { t } from '../labels/index.ts'
import { useConfirm } from './confirm.tsx'

/** A guard that asks before typed things are lost; undefined while there are none. */
export function useConfirmDiscard(isDirty: boolean) {
  const confirm = useConfirm()
  const ask = useCallback(
    () =>
      confirm({
        title: t('app.discard.title'),
        message: t('app.discard.message'),
        action: t('app.discard.action'),
      }),
    [confirm],
  )
  return isDirty ? ask : undefined
}
