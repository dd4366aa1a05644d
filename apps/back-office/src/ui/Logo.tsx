import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function Logo() {
  const { t } = useTranslation()
  return (
    <Group gap="xs" wrap="nowrap">
      <img src="/favicon.svg" alt="" width={30} height={30} />
      <Text fw={650} size="lg" component="span">
        {t('app.name')}
      </Text>
    </Group>
  )
}
