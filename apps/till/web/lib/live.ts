import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { refresh } from './refresh.ts'

type Listener = (data: unknown) => void

// One stream per page, shared by every hook.
const listeners = new Map<string, Set<Listener>>()
let source: EventSource | undefined

function connect(queryClient: QueryClient): void {
  source = new EventSource('/api/live')
  source.onopen = () => {
    // What was pushed before the stream was there, or while it was down, is lost: read everything again.
    refresh(queryClient)
  }
  source.onerror = () => {
    // Closed for good: the till has answered that this station is no longer paired. The gate hears it from the shop.
    if (source?.readyState === EventSource.CLOSED) refresh(queryClient, ['shop'])
  }
  source.onmessage = (event: MessageEvent<string>) => {
    const { topic, data } = JSON.parse(event.data) as { topic: string; data: unknown }
    refresh(queryClient, [topic])
    for (const listener of listeners.get(topic) ?? []) listener(data)
  }
}

/** Keeps the queries whose key starts with a pushed topic fresh. Mounted once. */
export function useLiveRefresh(): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    connect(queryClient)
    return () => source?.close()
  }, [queryClient])
}

/** Calls `listener` at each push of `topic`, beside the refresh of its queries. */
export function useLive(topic: string, listener: Listener): void {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => {
    const own: Listener = (data) => latest.current(data)
    const set = listeners.get(topic) ?? new Set()
    listeners.set(topic, set.add(own))
    return () => {
      set.delete(own)
    }
  }, [topic])
}
