import type { Role } from '@hub/contract/manager'
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** «Manager» first: till publishers ask for it, and are asked not to take Admin (contract, back-office §3.1). */
const roles = ['manager', 'admin'] as const

export function RoleSelect({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      aria-label={t('permissions.newRole')}
      data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value === 'admin' ? 'admin' : 'manager')}
    />
  )
}
