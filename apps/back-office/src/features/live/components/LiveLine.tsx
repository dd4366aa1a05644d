import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useIsLive } from '../LiveContext.ts'
import classes from './LiveLine.module.css'

interface Props {
  waiting: number
  label: 'live.orders' | 'live.events' | 'live.lines'
  onShow: () => void
  tellsState: boolean | undefined
}

/** Above a list: whether it is followed live, and the button that shows what waits. Its height never changes. */
export function LiveLine({ waiting, label, onShow, tellsState }: Props) {
  const { t } = useTranslation()
  const isLive = useIsLive()
  return (
    <Group className={classes.line} justify="space-between" gap="xs" wrap="nowrap">
      {tellsState ? (
        <Text size="xs" c="var(--hub-grey)" className={classes.state} data-live={isLive}>
          {t(isLive ? 'live.on' : 'live.off')}
        </Text>
      ) : (
        <span />
      )}
      <span role="status">
        {waiting > 0 && (
          <Button size="compact-sm" radius="xl" onClick={onShow}>
            {t(label, { count: waiting })}
          </Button>
        )}
      </span>
    </Group>
  )
}
