import { Button, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { FormActions } from '../../../ui/FormActions.tsx'
import { showDone } from '../../../ui/feedback.ts'
import { PasswordField } from '../../../ui/PasswordField.tsx'
import { useSave } from '../../../ui/useSave.ts'
import { NewPasswordFields, useSamePassword } from '../../access/components/NewPasswordFields.tsx'
import { changePassword } from '../api/profile.ts'

export function ChangePasswordForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { current_password: '', password: '', confirmation: '' },
    validate: useSamePassword(),
  })
  const { submit, isPending } = useSave({
    form,
    save: ({ current_password, password }) => changePassword({ current_password, password }),
    onSaved: () => {
      showDone(t('feedback.done'))
      onClose()
    },
  })
  return (
    <form noValidate onSubmit={submit}>
      <Stack maw={480}>
        <PasswordField
          label={t('profile.currentPassword')}
          autoComplete="current-password"
          {...form.getInputProps('current_password')}
        />
        <NewPasswordFields
          label={t('profile.newPassword')}
          confirmationLabel={t('profile.confirmation')}
          inputProps={form.getInputProps}
        />
        <FormActions
          cancel={
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
          }
          verb={t('common.update')}
          pending={isPending}
        />
      </Stack>
    </form>
  )
}
