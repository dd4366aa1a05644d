import type { Resource } from '@hub/contract/manager'
import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FormActions } from '../../../ui/FormActions.tsx'
import { showDone } from '../../../ui/feedback.ts'
import { useSave } from '../../../ui/useSave.ts'
import type { Owner } from '../../permissions/api/permissions.ts'
import { createResource, type ResourceKind, renameResource } from '../api/resources.ts'
import { resourceWords } from '../words.ts'

interface Props {
  owner: Owner
  kind: ResourceKind
  /** The one to rename; undefined: a new one. */
  resource: Resource | undefined
  onClose: () => void
}

export function ResourceNameDialog({ owner, kind, resource, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const words = resourceWords[kind]
  const form = useForm({ initialValues: { name: resource?.name ?? '' } })
  const { submit, isPending } = useSave({
    form,
    save: ({ name }, formKey) =>
      resource ? renameResource(owner, kind, resource.id, name) : createResource(owner, kind, name, formKey),
    onSaved: () => {
      void queryClient.invalidateQueries()
      showDone(t('feedback.done'))
      onClose()
    },
    words: { taken: t('resources.nameTaken') },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(resource ? words.rename : words.create)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack>
          <TextInput label={t('resources.nameField')} data-autofocus {...form.getInputProps('name')} />
          <FormActions
            cancel={
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
            }
            verb={t(resource ? 'common.update' : 'common.create')}
            pending={isPending}
          />
        </Stack>
      </form>
    </Modal>
  )
}
