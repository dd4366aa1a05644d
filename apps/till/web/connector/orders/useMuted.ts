import { useSyncExternalStore } from 'react'

const key = 'kezia.webOrders.muted'
const listeners = new Set<() => void>()

export const isMuted = () => localStorage.getItem(key) === '1'

/** Whether alert sounds are muted at this station, and a toggle (contract, kezia R-O7). */
export function useMuted(): [boolean, () => void] {
  const muted = useSyncExternalStore(subscribe, isMuted)
  const toggle = () => {
    localStorage.setItem(key, muted ? '0' : '1')
    for (const listener of listeners) listener()
  }
  return [muted, toggle]
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
