import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PublicPage } from '../../../ui/PublicPage.tsx'

/** A device was approved: it gets its token by itself (contract, extensions X5). */
export function PairedScreen({ app }: { app: string }) {
  const { t } = useTranslation()
  return (
    <PublicPage title={t('paired.title')}>
      <Text className="hub-break">{t('paired.text', { app })}</Text>
    </PublicPage>
  )
}
