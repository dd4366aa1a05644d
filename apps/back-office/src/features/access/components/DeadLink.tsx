import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TextLink } from '../../../ui/links.tsx'
import { PublicPage } from '../../../ui/PublicPage.tsx'

/** A link of a mail that was used, withdrawn or has expired. */
export function DeadLink({ text, children }: { text: string; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <PublicPage
      title={t('link.dead.title')}
      footer={
        <TextLink to="/login" size="sm">
          {t('forgot.back')}
        </TextLink>
      }
    >
      <Text>{text}</Text>
      {children}
    </PublicPage>
  )
}
