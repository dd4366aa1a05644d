import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FormActions } from '../../../ui/FormActions.tsx'
import { showDone } from '../../../ui/feedback.ts'
import { useSave } from '../../../ui/useSave.ts'
import { replay } from '../api/journal.ts'

interface Props {
  accountId: string
  connectionId: string
  app: string
  timezone: string
  onClose: () => void
}

/** «Renvoyer une période»: every event of it becomes pending again, with the same id. */
export function ReplayDialog({ accountId, connectionId, app, timezone, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const form = useForm({ initialValues: { from: '', to: '' } })
  const { submit, isPending } = useSave({
    form,
    save: ({ from, to }) =>
      replay(accountId, connectionId, { from: withSeconds(from), to: withSeconds(to) || null }),
    onSaved: ({ replayed }) => {
      void queryClient.invalidateQueries({ queryKey: ['journal'] })
      showDone(t('journal.replayed', { count: replayed }))
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('journal.period.title', { app })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack>
          <Text>{t('journal.period.text')}</Text>
          <Group grow align="flex-start">
            <TextInput
              type="datetime-local"
              label={t('journal.period.from')}
              data-autofocus
              {...form.getInputProps('from')}
            />
            <TextInput type="datetime-local" label={t('journal.period.to')} {...form.getInputProps('to')} />
          </Group>
          <Text size="sm" c="var(--hub-grey)">
            {t('journal.period.zone', { timezone })}
          </Text>
          <FormActions
            cancel={
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
            }
            verb={t('journal.replay')}
            pending={isPending}
          />
        </Stack>
      </form>
    </Modal>
  )
}

/** What a field of date and time holds, as the API's times are written. */
const withSeconds = (value: string) => (/T\d{2}:\d{2}$/.test(value) ? `${value}:00` : value)
