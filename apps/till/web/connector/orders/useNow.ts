import { useEffect, useState } from 'react'

const refreshMs = 10_000

/** The time, often enough for minutes of delay. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), refreshMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
