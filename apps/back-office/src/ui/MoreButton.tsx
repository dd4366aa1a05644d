import { Button, Center } from '@mantine/core'
import { useEffect, useState } from 'react'

interface Pages {
  data: { pages: readonly unknown[] } | undefined
  hasNextPage: boolean
  isFetching: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  fetchNextPage(options: { cancelRefetch: boolean }): Promise<unknown>
}

/** Below a list that is read page by page; hidden once the whole list is there. */
export function MoreButton({ query, label }: { query: Pages; label: string }) {
  const { isWaiting, ask } = useNextPage(query)
  return (
    query.hasNextPage && (
      <Center mt="md">
        <Button variant="default" loading={isWaiting || query.isFetchingNextPage} onClick={ask}>
          {label}
        </Button>
      </Center>
    )
  )
}

/**
 * Reads the next page after what is being read: ended by it, a list that follows what happens would not learn of what
 * it was about to read. A page that such a reading ends is asked for again.
 */
function useNextPage({ data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage }: Pages) {
  const [wanted, setWanted] = useState(0)
  const count = data?.pages.length ?? 0
  const isWaiting = wanted > count && hasNextPage
  useEffect(() => {
    if (wanted === 0 || isFetching) return
    if (isWaiting && !isFetchNextPageError) void fetchNextPage({ cancelRefetch: false })
    else setWanted(0)
  }, [wanted, isWaiting, isFetching, isFetchNextPageError, fetchNextPage])
  function ask() {
    setWanted(count + 1)
    if (!isFetching) void fetchNextPage({ cancelRefetch: false })
  }
  return { isWaiting, ask }
}
