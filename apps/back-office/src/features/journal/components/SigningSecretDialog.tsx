import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { CopyableCode } from '../../../ui/CopyableCode.tsx'
import { showFailure } from '../../../ui/feedback.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { refusalText } from '../../../ui/refusals.ts'
import { rotateSigningSecret, showSigningSecret } from '../api/journal.ts'

interface Props {
  accountId: string
  connectionId: string
  app: string
  timezone: string
  onClose: () => void
}

/** The secret that signs a connection's callbacks: told once, renewed with a day's overlap (contract, extensions X4). */
export function SigningSecretDialog({ accountId, connectionId, app, timezone, onClose }: Props) {
  const { t, locale } = useWords()
  const [askingRenewal, setAskingRenewal] = useState(false)
  const onError = (error: unknown) => showFailure(refusalText(t, error))
  const show = useMutation({ mutationFn: () => showSigningSecret(accountId, connectionId), onError })
  const renew = useMutation({
    mutationFn: () => rotateSigningSecret(accountId, connectionId),
    onSuccess: () => setAskingRenewal(false),
    onError,
  })
  const told = renew.data ?? show.data
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('secret.title', { app })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Text>{t('secret.text')}</Text>
        {told?.secret && (
          <>
            <CopyableCode code={told.secret} />
            <Notice tone="careful">{t('secret.once')}</Notice>
          </>
        )}
        {told && told.secret === null && <Notice tone="careful">{t('secret.shownBefore')}</Notice>}
        {renew.data?.previous_until && (
          <Text size="sm">
            {t('secret.overlap', { time: formatDateTime(locale, renew.data.previous_until, timezone) })}
          </Text>
        )}
        {askingRenewal && <Notice tone="careful">{t('secret.renew.text')}</Notice>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          {askingRenewal ? (
            <Button color="red.8" loading={renew.isPending} onClick={() => renew.mutate()}>
              {t('common.confirm')}
            </Button>
          ) : (
            <Button variant="default" onClick={() => setAskingRenewal(true)}>
              {t('secret.renew')}
            </Button>
          )}
          {!told && (
            <Button loading={show.isPending} onClick={() => show.mutate()}>
              {t('secret.show')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
