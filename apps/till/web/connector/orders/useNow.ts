import { useEffect, useState } from 'react'

/** The time; as often as told, or often enough for minutes of delay. */
export function useNow(refreshMs = 10_000): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), refreshMs)
    return () => clearInterval(timer)
  }, [refreshMs])
  return now
}
