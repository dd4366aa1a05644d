import { useCallback } from 'react'
import { t } from '../labels/index.ts'
import { useConfirm } from '../ui/confirm.tsx'

/** A guard that asks before typed things are lost; undefined while there are none. */
export function useConfirmDiscard(isDirty: boolean) {
  const confirm = useConfirm()
  const ask = useCallback(
    () =>
      confirm({
        title: t('menus.discard.title'),
        message: t('menus.discard.message'),
        action: t('menus.discard.action'),
      }),
    [confirm],
  )
  return isDirty ? ask : undefined
}
