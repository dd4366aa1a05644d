import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PublicPage } from '../../../ui/PublicPage.tsx'

export function DeniedScreen({ app }: { app: string }) {
  const { t } = useTranslation()
  return (
    <PublicPage title={t('denied.title')}>
      <Text className="hub-break">{t('denied.text', { app })}</Text>
    </PublicPage>
  )
}
