import { createContext, useContext } from 'react'

/** Whether the server tells of changes now; by the shell around all pages. */
export const LiveContext = createContext(false)

export const useIsLive = () => useContext(LiveContext)

/** Without a live stream, lists poll. */
export const useFallbackInterval = () => (useIsLive() ? (false as const) : 30_000)
