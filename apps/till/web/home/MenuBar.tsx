import { type MouseEvent, useEffect, useRef, useState } from 'react'
import { t } from '../labels/index.ts'
import { useWindows } from '../windows/manager.tsx'
import { useClosedWindows } from './closed.ts'
import { type MenuEntry, menuBar } from './menu.ts'
import { barItemOf, moveFocus } from './menuFocus.ts'

/** W-2. Arrows move, Enter opens, Escape closes the open menu and nothing else. */
export function MenuBar() {
  const [path, setPath] = useState<string[]>([])
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !bar.current?.contains(event.target)) setPath([])
    }
    document.addEventListener('pointerdown', onPointer)
    return () => document.removeEventListener('pointerdown', onPointer)
  }, [])
  return (
    <div
      ref={bar}
      className="menubar"
      role="menubar"
      aria-label={t('menu.bar')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && path.length > 0) {
          event.preventDefault()
          event.nativeEvent.stopPropagation()
          setPath([])
          bar.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus()
        } else moveFocus(event)
      }}
    >
      {menuBar.map((entry) => (
        <Entry key={entry.label} entry={entry} parents={[]} path={path} setPath={setPath} />
      ))}
    </div>
  )
}

interface EntryProps {
  entry: MenuEntry
  parents: string[]
  /** The labels of the menus that are unfolded, outermost first. */
  path: string[]
  setPath(path: string[]): void
}

function Entry({ entry, parents, path, setPath }: EntryProps) {
  const { label, window: id, entries, shortcut } = entry
  const { open, isBuilt } = useWindows()
  const own = [...parents, label]
  const isOpen = own.every((name, depth) => path[depth] === name)
  const closed = useClosedWindows()
  const reason = id === undefined ? undefined : closed[id]
  const isAvailable = entries !== undefined || (id !== undefined && isBuilt(id) && reason === undefined)
  const choose = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    if (!isAvailable) return
    if (entries) return setPath(isOpen ? parents : own)
    // The entry goes away with its menu: after the window, the keyboard is at the bar again.
    barItemOf(currentTarget)?.focus()
    setPath([])
    if (id) open(id)
  }
  return (
    <div className="menu-item" role="none">
      <button
        type="button"
        role="menuitem"
        aria-haspopup={entries ? 'menu' : undefined}
        aria-expanded={entries ? isOpen : undefined}
        aria-disabled={!isAvailable}
        aria-keyshortcuts={shortcut}
        title={isAvailable ? undefined : (reason ?? t('app.unavailable'))}
        onClick={choose}
      >
        {t(label)}
        {entries && parents.length > 0 && <span aria-hidden="true">▸</span>}
        {shortcut && (
          <span className="menu-key" aria-hidden="true">
            {shortcut}
          </span>
        )}
      </button>
      {entries && isOpen && (
        <div className={parents.length === 0 ? 'menu' : 'menu menu-side'} role="menu" aria-label={t(label)}>
          {entries.map((child) => (
            <Entry key={child.label} entry={child} parents={own} path={path} setPath={setPath} />
          ))}
        </div>
      )}
    </div>
  )
}
