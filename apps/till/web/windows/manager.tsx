import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { WindowId, WindowParams, WindowRegistry } from './types.ts'

export interface OpenWindow {
  /** Unique while the page lives. */
  key: number
  id: WindowId
  params: WindowParams
  /** Out of sight, and as it was left: opening it again brings it back. */
  isShrunk: boolean
}

type CloseGuard = () => boolean | Promise<boolean>

interface Windows {
  registry: WindowRegistry
  /** Bottom first: the last one has the keyboard. */
  opened: OpenWindow[]
  /** With those that are shrunk, which stay alive. */
  everyWindow: OpenWindow[]
  isBuilt(id: WindowId): boolean
  /**
   * Opens a window on top. There is one of each id: with the same params it comes to the front as it is, with others it
   * starts anew, unless its guard refuses.
   */
  open(id: WindowId, params?: WindowParams): void
  /** Takes a window out of sight without closing it. */
  shrink(key: number): void
  /** Resolves to false when the window's guard refused. */
  close(key: number): Promise<boolean>
  setGuard(key: number, guard: CloseGuard | undefined): void
  setParams(key: number, params: WindowParams): void
}

const Context = createContext<Windows | undefined>(undefined)

export function useWindows(): Windows {
  const windows = use(Context)
  if (!windows) throw new Error('useWindows outside WindowsProvider')
  return windows
}

export function WindowsProvider({ registry, children }: { registry: WindowRegistry; children: ReactNode }) {
  const [everyWindow, setEveryWindow] = useState<OpenWindow[]>([])
  // The same list, for callbacks that outlive a render: a guard may take as long as the person who answers it.
  const latest = useRef(everyWindow)
  const guards = useRef(new Map<number, CloseGuard>())
  const nextKey = useRef(1)

  const update = useCallback((change: (list: OpenWindow[]) => OpenWindow[]) => {
    latest.current = change(latest.current)
    setEveryWindow(latest.current)
  }, [])
  const mayLeave = useCallback(async (key: number) => await (guards.current.get(key)?.() ?? true), [])
  const open = useCallback(
    (id: WindowId, params: WindowParams = {}) => {
      if (!registry[id]) return
      const onTop = (one: OpenWindow) =>
        update((list) => [...list.filter((other) => other.id !== id), { ...one, isShrunk: false }])
      const fresh = { key: nextKey.current++, id, params, isShrunk: false }
      const same = latest.current.find((one) => one.id === id)
      if (!same) onTop(fresh)
      else if (JSON.stringify(same.params) === JSON.stringify(params)) onTop(same)
      else void mayLeave(same.key).then((agreed) => onTop(agreed ? fresh : same))
    },
    [registry, update, mayLeave],
  )
  const shrink = useCallback(
    (key: number) =>
      update((list) => list.map((one) => (one.key === key ? { ...one, isShrunk: true } : one))),
    [update],
  )
  const close = useCallback(
    async (key: number) => {
      const agreed = await mayLeave(key)
      if (agreed) update((list) => list.filter((one) => one.key !== key))
      return agreed
    },
    [update, mayLeave],
  )
  const setGuard = useCallback((key: number, guard: CloseGuard | undefined) => {
    if (guard) guards.current.set(key, guard)
    else guards.current.delete(key)
  }, [])
  const setParams = useCallback(
    (key: number, params: WindowParams) =>
      update((list) => list.map((one) => (one.key === key ? { ...one, params } : one))),
    [update],
  )

  const value = useMemo<Windows>(
    () => ({
      registry,
      opened: everyWindow.filter(({ isShrunk }) => !isShrunk),
      everyWindow,
      open,
      shrink,
      close,
      setGuard,
      setParams,
      isBuilt: (id) => registry[id] !== undefined,
    }),
    [registry, everyWindow, open, shrink, close, setGuard, setParams],
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
