import { useSyncExternalStore } from 'react'

const key = 'kezia.webOrders.dismissedAt'
const listeners = new Set<() => void>()

/** Closes this alert on this station; a later one shows again. */
export function dismissAlert(lastAlertAt: string): void {
  localStorage.setItem(key, lastAlertAt)
  for (const listener of listeners) listener()
}

/** Time of the last alert closed here; empty if none was. */
export const useDismissedAt = () => useSyncExternalStore(subscribe, () => localStorage.getItem(key) ?? '')

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
