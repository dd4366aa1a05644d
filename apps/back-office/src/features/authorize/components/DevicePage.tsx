import type { PairingOutcome } from '@hub/contract/manager'
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../lib/api.ts'
import { PublicPage } from '../../../ui/PublicPage.tsx'
import { useSave } from '../../../ui/useSave.ts'

const openPairing = (user_code: string) => api.post<PairingOutcome>('/device', { user_code })

/** `/device`: the code that a till shows leads to the usual consent page (contract, extensions X5). */
export function DevicePage() {
  const { t } = useTranslation()
  const [given] = useState(() => new URLSearchParams(window.location.search).get('user_code') ?? '')
  const form = useForm({ initialValues: { user_code: given } })
  const { submit, isPending } = useSave({
    form,
    save: ({ user_code }) => openPairing(user_code),
    onSaved: ({ next }) => window.location.assign(next),
    words: { unknown: t('device.unknown') },
  })
  return (
    <PublicPage title={t('device.title')}>
      <form noValidate onSubmit={submit}>
        <Stack>
          <Text>{t('device.text')}</Text>
          <Text fw={600}>{t('pairing.onlyIf')}</Text>
          <TextInput
            label={t('device.code')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            data-autofocus
            {...form.getInputProps('user_code')}
          />
          <Button type="submit" loading={isPending}>
            {t('device.continue')}
          </Button>
        </Stack>
      </form>
    </PublicPage>
  )
}
