import type { FormErrors } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { PasswordField } from '../../../ui/PasswordField.tsx'

export interface NewPassword {
  password: string
  confirmation: string
}

interface Props {
  label: string
  confirmationLabel: string
  inputProps: (field: keyof NewPassword) => object
}

/** A new password, typed twice. */
export function NewPasswordFields({ label, confirmationLabel, inputProps }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <PasswordField
        label={label}
        description={t('signup.password.help')}
        autoComplete="new-password"
        {...inputProps('password')}
      />
      <PasswordField label={confirmationLabel} autoComplete="new-password" {...inputProps('confirmation')} />
    </>
  )
}

/** For a form's `validate`: the two must be the same; the server checks the rest. */
export function useSamePassword() {
  const { t } = useTranslation()
  return (values: NewPassword): FormErrors =>
    values.password === values.confirmation ? {} : { confirmation: t('field.password_mismatch') }
}
