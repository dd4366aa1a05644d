import { Anchor, Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { formatClock } from '../../../lib/format.ts'
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
            <CopyableCode code={code} />
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

function CopyableCode({ code }: { code: string }) {
  const { t } = useWords()
  const element = useRef<HTMLElement>(null)
  const [state, setState] = useState<'copied' | 'selected'>()
  // The clipboard exists on https and localhost only: elsewhere the code is selected for Ctrl+C.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code)
      setState('copied')
    } catch {
      if (element.current) window.getSelection()?.selectAllChildren(element.current)
      setState('selected')
    }
  }
  return (
    <Group gap="sm">
      <Code id="authorization-code" ref={element} fz={{ base: 'sm', sm: 'md' }} p="sm" className="hub-break">
        {code}
      </Code>
      <Button
        leftSection={state === 'copied' ? <IconCheck size={18} /> : <IconCopy size={18} />}
        onClick={() => void copy()}
      >
        {t('code.copy')}
      </Button>
      <Text role="status" size="sm" fw={600} c="leaf.8">
        {state && t(`code.${state}`)}
      </Text>
    </Group>
  )
}
