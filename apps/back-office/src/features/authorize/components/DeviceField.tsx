import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  app: string
  /** Left empty, it makes another connection all the same. */
  makesAnother: boolean
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

/** Proposed where the app is connected already: a device of its own makes a separate connection. */
export function DeviceField({ app, makesAnother, value, error, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t('authorize.device')}
      description={t(makesAnother ? 'authorize.device.another' : 'authorize.device.help', { app })}
      autoComplete="off"
      maxLength={64}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
