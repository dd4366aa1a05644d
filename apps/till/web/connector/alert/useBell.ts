import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { isMuted } from '../orders/useMuted.ts'
import { hubOptionsQuery } from '../queries.ts'
import { ring, unlockSound } from './sound.ts'

/**
 * Rings unless this poste is muted or the option is off. When the browser refuses, `isBlocked` is true until the next
 * click or key, which lets the missed bell ring.
 */
export function useBell() {
  const { data: options } = useQuery(hubOptionsQuery)
  const [isBlocked, setIsBlocked] = useState(false)
  const isOn = options?.sound ?? true

  const bell = useCallback(() => {
    if (isOn && !isMuted()) setIsBlocked(!ring())
  }, [isOn])

  useEffect(() => {
    if (!isBlocked) return
    const unlock = async () => {
      await unlockSound()
      setIsBlocked(!ring())
    }
    document.addEventListener('pointerdown', unlock)
    document.addEventListener('keydown', unlock)
    return () => {
      document.removeEventListener('pointerdown', unlock)
      document.removeEventListener('keydown', unlock)
    }
  }, [isBlocked])
  return { bell, isBlocked }
}
