import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { WindowId, WindowParams, WindowRegistry } from './types.ts'

export interface OpenWindow {
  /** Unique while the page lives; two windows may show the same id with other params. */
  key: number
  id: WindowId
  params: WindowParams
}

type CloseGuard = () => boolean | Promise<boolean>

interface Windows {
  registry: WindowRegistry
  /** Bottom first: the last one has the keyboard. */
  opened: OpenWindow[]
  isBuilt(id: WindowId): boolean
  /** Opens a window on top; one already open with the same id and params comes to the front instead. */
  open(id: WindowId, params?: WindowParams): void
  /** Resolves to false when the window's guard refused. */
  close(key: number): Promise<boolean>
  setGuard(key: number, guard: CloseGuard | undefined): void
}

const Context = createContext<Windows | undefined>(undefined)

export function useWindows(): Windows {
  const windows = use(Context)
  if (!windows) throw new Error('useWindows outside WindowsProvider')
  return windows
}

export function WindowsProvider({ registry, children }: { registry: WindowRegistry; children: ReactNode }) {
  const [opened, setOpened] = useState<OpenWindow[]>([])
  const guards = useRef(new Map<number, CloseGuard>())
  const nextKey = useRef(1)

  const open = useCallback(
    (id: WindowId, params: WindowParams = {}) => {
      if (!registry[id]) return
      const key = nextKey.current++
      setOpened((list) => {
        const same = list.find(
          (one) => one.id === id && JSON.stringify(one.params) === JSON.stringify(params),
        )
        return same ? [...list.filter((one) => one !== same), same] : [...list, { key, id, params }]
      })
    },
    [registry],
  )
  const close = useCallback(async (key: number) => {
    const agreed = await (guards.current.get(key)?.() ?? true)
    if (agreed) setOpened((list) => list.filter((one) => one.key !== key))
    return agreed
  }, [])
  const setGuard = useCallback((key: number, guard: CloseGuard | undefined) => {
    if (guard) guards.current.set(key, guard)
    else guards.current.delete(key)
  }, [])

  const value = useMemo<Windows>(
    () => ({ registry, opened, open, close, setGuard, isBuilt: (id) => registry[id] !== undefined }),
    [registry, opened, open, close, setGuard],
  )
  return <Context value={value}>{children}</Context>
}

const KeyContext = createContext(0)
export const WindowKeyProvider = KeyContext.Provider

/**
 * Asks before the surrounding window closes, by Escape, «Quitter» or the cross.
 * @param guard undefined while there is nothing to lose
 */
export function useCloseGuard(guard: CloseGuard | undefined): void {
  const key = use(KeyContext)
  const { setGuard } = useWindows()
  useEffect(() => {
    setGuard(key, guard)
    return () => setGuard(key, undefined)
  }, [key, guard, setGuard])
}
