import { useEffect } from 'react'
import { t } from '../labels/index.ts'
import { useNotify } from '../ui/notices.tsx'
import { useWindows } from '../windows/manager.tsx'
import type { WindowId } from '../windows/types.ts'

export type FunctionKey = 'F2' | 'F3' | 'F6' | 'F9' | 'F12'

/** The window behind each function key, from anywhere (contract, kezia W-1). */
export const functionKeys: Record<FunctionKey, WindowId> = {
  F2: 'article-selection',
  F3: 'orders',
  F6: 'new-order',
  F9: 'configuration',
  F12: 'counter',
}

const isFunctionKey = (key: string): key is FunctionKey => key in functionKeys

export function useFunctionKeys(): void {
  const { open, isBuilt } = useWindows()
  const notify = useNotify()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key } = event
      if (!isFunctionKey(key) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      if (document.querySelector('dialog[open]')) return
      const id = functionKeys[key]
      if (isBuilt(id)) open(id)
      else notify(t('home.unavailable', { name: t(`key.${key}`) }), 'failed')
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open, isBuilt, notify])
}
