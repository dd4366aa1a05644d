import { Anchor, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { formatClock } from '../../../lib/format.ts'
import { CopyableCode } from '../../../ui/CopyableCode.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { PublicPage } from '../../../ui/PublicPage.tsx'

interface Props {
  code: string
  expiresInSeconds: number
}

/** Out of band: the code to copy into the app (contract, oauth §7, back-office §5.2). */
export function CodeScreen({ code, expiresInSeconds }: Props) {
  const { t, locale } = useWords()
  const [expiresAt] = useState(() => Date.now() + expiresInSeconds * 1000)
  const [isExpired, setIsExpired] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsExpired(true), expiresAt - Date.now())
    return () => clearTimeout(timer)
  }, [expiresAt])
  const time = formatClock(locale, new Date(expiresAt).toISOString())
  return (
    <PublicPage title={t('code.title')} size={560}>
      <Stack>
        {isExpired ? (
          <Notice tone="bad" role="alert">
            {t('code.expired')}
          </Notice>
        ) : (
          <>
            <Text>{t('code.copyIt')}</Text>
            <CopyableCode id="authorization-code" code={code} />
            <Text size="sm" c="var(--hub-grey)">
              {t('code.validity', { time })}
            </Text>
          </>
        )}
        <Text size="sm">
          {!isExpired && `${t('code.again.before')} `}
          <Anchor component="button" type="button" size="sm" onClick={() => window.location.reload()}>
            {t('code.again')}
          </Anchor>
        </Text>
      </Stack>
    </PublicPage>
  )
}
