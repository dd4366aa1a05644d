import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { chooseLocale, useWords } from '../i18n/index.ts'

/** The link to the other language on public pages; it names that language in that language. */
export function LanguageLink() {
  const { t } = useTranslation()
  const { locale } = useWords()
  const other = locale === 'fr-FR' ? 'en-GB' : 'fr-FR'
  return (
    <Anchor component="button" type="button" lang={other} size="sm" onClick={() => chooseLocale(other)}>
      {t('common.otherLanguage')}
    </Anchor>
  )
}
