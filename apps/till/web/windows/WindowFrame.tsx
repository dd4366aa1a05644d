import { type RefObject, useCallback, useEffect, useId, useRef } from 'react'
import { t } from '../labels/index.ts'
import { type OpenWindow, useWindows, WindowKeyProvider } from './manager.tsx'
import type { WindowParams } from './types.ts'

/** The open windows, over the home screen; only the last one takes the keyboard. */
export function WindowStack() {
  const { opened, everyWindow, close } = useWindows()
  const top = opened.at(-1)
  useFocusBackHome(top === undefined)
  useEffect(() => {
    if (!top) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      // It answers the question over the window, wherever the keyboard is.
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      void close(top.key)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [top, close])
  return everyWindow.map((one) => <WindowFrame key={one.key} window={one} isTop={one === top} />)
}

function WindowFrame({
  window: { key, id, params, isShrunk },
  isTop,
}: {
  window: OpenWindow
  isTop: boolean
}) {
  const { registry, close, setParams } = useWindows()
  const titleId = useId()
  const frame = useRef<HTMLDivElement>(null)
  useFocusOnTop(frame, isTop)
  const closeThis = useCallback(() => void close(key), [close, key])
  const setThisParams = useCallback((next: WindowParams) => setParams(key, next), [setParams, key])
  const definition = registry[id]
  if (!definition) return null
  const { title, Component, size } = definition
  return (
    <div className={`window window-${size}`} data-window={id} inert={!isTop} hidden={isShrunk}>
      <div className="window-frame" role="dialog" aria-labelledby={titleId} tabIndex={-1} ref={frame}>
        <header className="window-title">
          <h2 id={titleId}>{t(title)}</h2>
          <button type="button" className="window-close" aria-label={t('window.close')} onClick={closeThis}>
            ×
          </button>
        </header>
        <div className="window-body">
          <WindowKeyProvider value={key}>
            <Component params={params} setParams={setThisParams} close={closeThis} />
          </WindowKeyProvider>
        </div>
      </div>
    </div>
  )
}

/** Gives the keyboard to the window when it comes to the top: where it last was in it, else to the window itself. */
function useFocusOnTop(frame: RefObject<HTMLDivElement | null>, isTop: boolean): void {
  const last = useRef<Element>(undefined)
  useEffect(() => {
    const element = frame.current
    const remember = (event: FocusEvent) => {
      if (event.target instanceof Element) last.current = event.target
    }
    element?.addEventListener('focusin', remember)
    return () => element?.removeEventListener('focusin', remember)
  }, [frame])
  useEffect(() => {
    const element = frame.current
    if (!isTop || !element) return
    const takeBack = () => {
      if (last.current instanceof HTMLElement && element.contains(last.current)) last.current.focus()
      else element.focus()
    }
    if (!element.contains(document.activeElement)) takeBack()
    // What had the keyboard may go away, such as an alert that someone closed: then nobody has it.
    const isLost = () => document.activeElement === document.body
    const afterClick = () => requestAnimationFrame(() => isLost() && takeBack())
    const beforeKey = () => {
      if (isLost()) takeBack()
    }
    document.addEventListener('click', afterClick)
    document.addEventListener('keydown', beforeKey, { capture: true })
    return () => {
      document.removeEventListener('click', afterClick)
      document.removeEventListener('keydown', beforeKey, { capture: true })
    }
  }, [isTop, frame])
}

/** After the last window, the keyboard goes back to the tile or key that opened the first one. */
function useFocusBackHome(isHome: boolean): void {
  const opener = useRef<Element>(null)
  useEffect(() => {
    if (isHome && opener.current instanceof HTMLElement) opener.current.focus()
  }, [isHome])
  useEffect(() => {
    if (!isHome) return
    const remember = (event: FocusEvent) => {
      if (event.target instanceof Element) opener.current = event.target
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [isHome])
}
