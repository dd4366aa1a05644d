import { useEffect, useState } from 'react'

/** The current time, refreshed every `refreshMs`. The default of 10 s is enough for delays in minutes. */
export function useNow(refreshMs = 10_000): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), refreshMs)
    return () => clearInterval(timer)
  }, [refreshMs])
  return now
}
