import { createContext, useContext } from 'react'

/** Whether the server tells of changes now; by the shell around all pages. */
export const LiveContext = createContext(false)

export const useIsLive = () => useContext(LiveContext)

/** Lists are read again by the clock for as long as nobody tells of changes. */
export const useFallbackInterval = () => (useIsLive() ? (false as const) : 30_000)
