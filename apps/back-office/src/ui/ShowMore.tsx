import { Button, Center } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

const atOnce = 100

/** The first rows of a list that is all there: thousands at once would hold the page. */
export function useShown<Row>(rows: readonly Row[]) {
  const [count, setCount] = useState(atOnce)
  return {
    shown: rows.slice(0, count),
    more: rows.length > count,
    showMore: () => setCount(count + atOnce),
  }
}

export function ShowMore({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation()
  return (
    <Center mt="md">
      <Button variant="default" onClick={onClick}>
        {t('orders.more')}
      </Button>
    </Center>
  )
}
