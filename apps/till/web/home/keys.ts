import { useEffect } from 'react'
import { t } from '../labels/index.ts'
import { useNotify } from '../ui/notices.tsx'
import { useWindows } from '../windows/manager.tsx'
import type { WindowId } from '../windows/types.ts'

export type FunctionKey = 'F2' | 'F3' | 'F6' | 'F8' | 'F9' | 'F12'

/** The window behind each function key, from anywhere (contract, kezia W-1); F8, so that an order is answered by the keyboard. */
export const functionKeys: Record<FunctionKey, WindowId> = {
  F2: 'article-selection',
  F3: 'orders',
  F6: 'new-order',
  F8: 'web-orders',
  F9: 'configuration',
  F12: 'counter',
}

const isFunctionKey = (key: string): key is FunctionKey => key in functionKeys

export function useFunctionKeys(): void {
  const { open, opened, shrink, isBuilt } = useWindows()
  const top = opened.at(-1)
  const notify = useNotify()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key } = event
      if (!isFunctionKey(key) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      // The wizard of the first start is answered first (contract, counter B18).
      if (document.querySelector('dialog[open]') || top?.id === 'setup') return
      const id = functionKeys[key]
      // The key that brings the till also shrinks it, with the sale in progress (contract, kezia W-1, W-2).
      if (key === 'F12' && top?.id === id) !event.repeat && shrink(top.key)
      else if (isBuilt(id)) open(id)
      else notify(t('home.unavailable', { name: t(`key.${key}`) }), 'failed')
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open, top, shrink, isBuilt, notify])
}
