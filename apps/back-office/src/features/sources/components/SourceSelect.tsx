import type { DataSource } from '@hub/contract/manager'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  label: string
  sources: DataSource[]
  value: string
  onChange: (id: string) => void
}

/** The drop-down beside the title, when there are several; those of a location say which. */
export function SourceSelect({ label, sources, value, onChange }: Props) {
  const { t } = useTranslation()
  if (sources.length < 2) return null
  return (
    <Select
      aria-label={label}
      w={280}
      data={sources.map(({ id, name, location }) => ({
        value: id,
        label: location ? t('data.sourceOf', { name, id, location: location.name }) : `${name} (${id})`,
      }))}
      value={value}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('common.nothingFound')}
      onChange={(id) => id && onChange(id)}
    />
  )
}
