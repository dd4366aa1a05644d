import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { leaveIfSignedOut } from '../session/api/session.ts'
import { LiveConnection } from './connection.ts'
import { createRefresh } from './refresh.ts'

/** Keeps what the pages show up to date, for as long as the page is seen. @returns whether changes are told now */
export function useLive(): boolean {
  const queryClient = useQueryClient()
  const [isLive, setLive] = useState(false)
  useEffect(() => {
    const refresh = createRefresh(queryClient)
    const connection = new LiveConnection({
      onReady: refresh.all,
      onHint: refresh.hint,
      onState: setLive,
      onRefused: () => void leaveIfSignedOut(),
    })
    const look = () => {
      if (document.hidden) connection.stop()
      else connection.start()
    }
    const restart = () => {
      if (!document.hidden) connection.restart()
    }
    look()
    document.addEventListener('visibilitychange', look)
    window.addEventListener('online', restart)
    // A page that the browser kept and shows again.
    window.addEventListener('pageshow', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('online', restart)
      window.removeEventListener('pageshow', look)
      connection.stop()
      refresh.stop()
    }
  }, [queryClient])
  return isLive
}
