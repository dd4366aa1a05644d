import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isMuted } from '../orders/useMuted.ts'
import { hubOptionsQuery, waitingQuery } from '../queries.ts'
import { useDismissedAt } from './dismissed.ts'
import { ring, unlockSound } from './sound.ts'

/**
 * Rings unless this poste is muted or the option is off. When the browser refuses, `isBlocked` is true until the next
 * click or key, which lets the missed bell ring.
 */
export function useBell() {
  const { data: options } = useQuery(hubOptionsQuery)
  const [isBlocked, setIsBlocked] = useState(false)
  const isOn = options?.sound

  const bell = useCallback(async () => {
    if (isOn && !isMuted()) setIsBlocked(!(await ring()))
  }, [isOn])

  useEffect(() => {
    if (!isBlocked) return
    const unlock = async () => {
      await unlockSound()
      setIsBlocked(!(await ring()))
    }
    document.addEventListener('pointerdown', unlock)
    document.addEventListener('keydown', unlock)
    return () => {
      document.removeEventListener('pointerdown', unlock)
      document.removeEventListener('keydown', unlock)
    }
  }, [isBlocked])

  useAlertsWaiting(isOn === undefined ? undefined : bell)
  return { bell, isBlocked }
}

/**
 * Rings for each alert of the waiting orders, not for each push: one that came while this page opened, or while its
 * stream was down, is heard too.
 */
function useAlertsWaiting(bell: (() => Promise<void>) | undefined): void {
  const { data: waiting } = useQuery(waitingQuery)
  const heardUntil = useRef(useDismissedAt())
  const lastAlertAt = waiting?.lastAlertAt ?? ''
  useEffect(() => {
    if (!bell || lastAlertAt <= heardUntil.current) return
    heardUntil.current = lastAlertAt
    void bell()
  }, [bell, lastAlertAt])
}
