import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isMuted } from '../orders/useMuted.ts'
import { hubOptionsQuery, noticesQuery, waitingQuery } from '../queries.ts'
import { useDismissedAt } from './dismissed.ts'
import { ring, type Sound, unlockSound } from './sound.ts'

/**
 * Rings unless this station is muted or the option is off. If the browser blocks the sound, `isBlocked` is
 * true until the next click or key, which plays the missed bell.
 */
export function useBell() {
  const { data: options } = useQuery(hubOptionsQuery)
  const [isBlocked, setIsBlocked] = useState(false)
  const isOn = options?.sound

  const missed = useRef<Sound>('new')

  const bell = useCallback(
    async (sound: Sound) => {
      missed.current = sound
      if (isOn && !isMuted()) setIsBlocked(!(await ring(sound)))
    },
    [isOn],
  )

  useEffect(() => {
    if (!isBlocked) return
    const unlock = async () => {
      await unlockSound()
      setIsBlocked(!(await ring(missed.current)))
    }
    document.addEventListener('pointerdown', unlock)
    document.addEventListener('keydown', unlock)
    return () => {
      document.removeEventListener('pointerdown', unlock)
      document.removeEventListener('keydown', unlock)
    }
  }, [isBlocked])

  const ready = isOn === undefined ? undefined : bell
  useAlertsWaiting(ready)
  useOrderAlarm(ready)
  return { bell, isBlocked }
}

/**
 * Rings for each alert of the waiting orders rather than for each push, so an alert that came while the page
 * loaded or the stream was down is heard too.
 */
function useAlertsWaiting(bell: ((sound: Sound) => Promise<void>) | undefined): void {
  const { data: waiting } = useQuery(waitingQuery)
  const heardUntil = useRef(useDismissedAt())
  const lastAlertAt = waiting?.lastAlertAt ?? ''
  useEffect(() => {
    if (!bell || lastAlertAt <= heardUntil.current) return
    heardUntil.current = lastAlertAt
    void bell('new')
  }, [bell, lastAlertAt])
}

const repeatMs = 30_000

/**
 * Rings at once for each change of an accepted order, then every 30 s until all are seen (contract, counter
 * T55, T56).
 */
function useOrderAlarm(bell: ((sound: Sound) => Promise<void>) | undefined): void {
  const { data: notices = [] } = useQuery(noticesQuery)
  const unseen = notices.filter(({ repeats }) => repeats)
  const sound = unseen.some(({ kind }) => kind === 'cancelled') ? 'cancelled' : 'changed'
  const heard = useRef<string[]>([])
  // Compares the whole notice: a further change of the same order rings too.
  const told = JSON.stringify(unseen.map((notice) => JSON.stringify(notice)))
  useEffect(() => {
    const now = JSON.parse(told) as string[]
    if (!bell) return
    const isNew = now.some((one) => !heard.current.includes(one))
    heard.current = now
    if (now.length === 0) return
    if (isNew) void bell(sound)
    const timer = setInterval(() => void bell(sound), repeatMs)
    return () => clearInterval(timer)
  }, [bell, sound, told])
}
