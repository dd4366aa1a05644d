import type { ClientForm } from '@hub/contract/manager'
import { Button, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormActions } from '../../../ui/FormActions.tsx'
import { useSave } from '../../../ui/useSave.ts'
import { uriError, urisOf } from '../uris.ts'

interface Props<Answer> {
  initial: ClientForm
  verb: string
  cancel: ReactNode
  save: (form: ClientForm, formKey: string) => Promise<Answer>
  onSaved: (answer: Answer) => void
}

/** Name and redirect URIs, of a new client or of one that is there. */
export function ClientFields<Answer>({ initial, verb, cancel, save, onSaved }: Props<Answer>) {
  const { t } = useTranslation()
  const form = useForm({ initialValues: { name: initial.name, uris: initial.redirect_uris.join('\n') } })
  const { submit, isPending } = useSave({
    form,
    save: ({ name, uris }, formKey) => save({ name, redirect_uris: urisOf(uris) }, formKey),
    onSaved,
  })
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('developer.nameField')}
          description={t('developer.nameField.help')}
          {...form.getInputProps('name')}
        />
        <Textarea
          label={t('developer.uris')}
          description={t('developer.uris.help')}
          autosize
          minRows={2}
          maxRows={10}
          {...form.getInputProps('uris')}
          error={uriError(form.errors, urisOf(form.values.uris))}
        />
        <FormActions cancel={cancel} verb={verb} pending={isPending} />
      </Stack>
    </form>
  )
}

export const CancelButton = ({ onClick }: { onClick: () => void }) => {
  const { t } = useTranslation()
  return (
    <Button variant="default" onClick={onClick}>
      {t('common.cancel')}
    </Button>
  )
}
