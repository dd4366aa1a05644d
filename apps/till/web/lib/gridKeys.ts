import type { KeyboardEvent } from 'react'

/**
 * Arrows go to the same cell of the line above or below, Enter to the next cell; past the last one both go to `last`.
 * Returns whether the key was one of them. Cells name their column in `data-field`.
 */
export function moveInCells(event: KeyboardEvent, last?: HTMLInputElement): boolean {
  const cell = event.target
  if (!(cell instanceof HTMLInputElement) || cell.dataset.field === undefined) return false
  const all = [...(cell.closest('tbody')?.querySelectorAll<HTMLInputElement>('input[data-field]') ?? [])]
  const column = all.filter(({ dataset }) => dataset.field === cell.dataset.field)
  const row = column.indexOf(cell)
  const targets: Record<string, HTMLInputElement | undefined> = {
    ArrowUp: column[row - 1] ?? cell,
    ArrowDown: column[row + 1] ?? last ?? cell,
    Enter: all[all.indexOf(cell) + 1] ?? last ?? cell,
  }
  const target = targets[event.key]
  if (!target) return false
  event.preventDefault()
  event.stopPropagation()
  target.focus()
  target.select()
  return true
}
