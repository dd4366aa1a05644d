import { useMenusClosed } from '../menus/closed.ts'
import type { WindowId } from '../windows/types.ts'

/** Windows that are built and cannot be reached now, with the reason as a sentence. */
export function useClosedWindows(): Partial<Record<WindowId, string>> {
  const menus = useMenusClosed()
  return menus === undefined ? {} : { deals: menus }
}
