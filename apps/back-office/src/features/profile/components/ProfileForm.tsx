import type { Profile, ProfileChanges } from '@hub/contract/manager'
import { Button, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FormActions } from '../../../ui/FormActions.tsx'
import { showDone } from '../../../ui/feedback.ts'
import { PasswordField } from '../../../ui/PasswordField.tsx'
import { useSave } from '../../../ui/useSave.ts'
import { useRefreshSession } from '../../session/api/session.ts'
import { profileQuery, updateProfile } from '../api/profile.ts'

export function ProfileForm({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const refreshSession = useRefreshSession()
  const { first_name, last_name, email, pending_email, locale } = profile
  const form = useForm<Required<ProfileChanges>>({
    initialValues: { first_name, last_name, email: pending_email ?? email, locale, current_password: '' },
  })
  const typed = form.values.email.trim().toLowerCase()
  const isNewEmail = typed !== email && typed !== pending_email
  const { submit, isPending } = useSave({
    form,
    save: ({ current_password, ...changes }) =>
      updateProfile(isNewEmail ? { ...changes, current_password } : changes),
    onSaved: (saved) => {
      queryClient.setQueryData(profileQuery.queryKey, saved)
      void refreshSession()
      showDone(t('feedback.done'))
      onClose()
    },
  })
  return (
    <form noValidate onSubmit={submit}>
      <Stack maw={480}>
        <TextInput
          label={t('profile.firstName')}
          autoComplete="given-name"
          {...form.getInputProps('first_name')}
        />
        <TextInput
          label={t('profile.lastName')}
          autoComplete="family-name"
          {...form.getInputProps('last_name')}
        />
        <TextInput
          type="email"
          label={t('profile.email')}
          description={t('profile.email.help')}
          autoComplete="email"
          {...form.getInputProps('email')}
        />
        {isNewEmail && (
          <PasswordField
            label={t('profile.currentPassword')}
            description={t('profile.email.password')}
            autoComplete="current-password"
            {...form.getInputProps('current_password')}
          />
        )}
        <NativeSelect
          label={t('profile.locale')}
          data={(['fr-FR', 'en-GB'] as const).map((value) => ({ value, label: t(`locale.${value}`) }))}
          {...form.getInputProps('locale')}
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
