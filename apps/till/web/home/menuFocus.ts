import type { KeyboardEvent } from 'react'

const itemsOf = (list: Element) => [
  ...list.querySelectorAll<HTMLElement>(':scope > .menu-item > [role=menuitem]'),
]

/** The item of the menu bar under which this one stands; itself, if it stands in the bar. */
export const barItemOf = (item: Element) =>
  item.closest('[role=menubar] > .menu-item')?.querySelector<HTMLElement>(':scope > [role=menuitem]')

/** Arrow keys in a menu bar with vertical menus, as people expect them from a desktop program. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const current = document.activeElement
  if (!(current instanceof HTMLElement) || current.role !== 'menuitem') return
  const list = current.closest('[role=menu], [role=menubar]')
  if (!list) return
  const isBar = list.role === 'menubar'
  const items = itemsOf(list)
  const step = (by: number) => items[(items.indexOf(current) + by + items.length) % items.length]?.focus()
  const [next, previous] = isBar ? ['ArrowRight', 'ArrowLeft'] : ['ArrowDown', 'ArrowUp']
  const [into, out] = isBar ? ['ArrowDown', ''] : ['ArrowRight', 'ArrowLeft']
  if (event.key === next) step(1)
  else if (event.key === previous) step(-1)
  else if (event.key === into && current.ariaHasPopup) openAndEnter(current)
  else if (event.key === out)
    list.parentElement?.querySelector<HTMLElement>(':scope > [role=menuitem]')?.focus()
  else return
  event.preventDefault()
}

function openAndEnter(item: HTMLElement): void {
  if (item.ariaExpanded !== 'true') item.click()
  requestAnimationFrame(() => {
    const list = item.parentElement?.querySelector(':scope > [role=menu]')
    if (list) itemsOf(list)[0]?.focus()
  })
}
