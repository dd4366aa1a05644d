import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * Mantine's password input, which by itself leaves out what its other inputs have: the refusal and the help told to a
 * screen reader, and a translated name of the eye.
 */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation()
  const id = useId()
  const describedBy = [props.description && `${id}-description`, props.error && `${id}-error`].filter(Boolean)
  return (
    <PasswordInput
      id={id}
      aria-invalid={props.error ? true : undefined}
      aria-describedby={describedBy.join(' ') || undefined}
      visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
      {...props}
    />
  )
}
