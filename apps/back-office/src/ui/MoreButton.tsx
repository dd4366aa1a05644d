import { Button, Center } from '@mantine/core'

interface Pages {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage(): Promise<unknown>
}

/** Below a list that is read page by page; nothing once all of it is there. */
export const MoreButton = ({ query, label }: { query: Pages; label: string }) =>
  query.hasNextPage && (
    <Center mt="md">
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {label}
      </Button>
    </Center>
  )
