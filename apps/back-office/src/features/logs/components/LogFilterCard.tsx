import { logMethods, logResources } from '@hub/contract/manager'
import { Button, Checkbox, Group, Paper, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { isFiltered, type LogFilters } from '../filters.ts'

interface Props {
  filters: LogFilters
  onChange: (filters: LogFilters) => void
}

/** «Filtrer : Aucun filtre»; each tick refreshes the list (contract, back-office §4.4). */
export function LogFilterCard({ filters, onChange }: Props) {
  const { t } = useTranslation()
  const [opened, { toggle }] = useDisclosure(false)
  const toggled = <T,>(list: T[] | undefined, value: T) => {
    const rest = (list ?? []).filter((one) => one !== value)
    const next = rest.length === (list ?? []).length ? [...rest, value] : rest
    return next.length > 0 ? next : undefined
  }
  return (
    <Paper p="md" mb="md">
      <Group justify="space-between" gap="sm">
        <Text className="hub-break">{t('logs.filter', { what: summary(t, filters) })}</Text>
        <Group gap="xs">
          {isFiltered(filters) && (
            <Button size="xs" variant="default" onClick={() => onChange({})}>
              {t('logs.reset')}
            </Button>
          )}
          <Button size="xs" variant="default" aria-expanded={opened} onClick={toggle}>
            {t('logs.edit')}
          </Button>
        </Group>
      </Group>
      {opened && (
        <Stack mt="md" gap="sm">
          <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
            <Text component="legend" fw={600} mb={6}>
              {t('logs.filter.resource')}
            </Text>
            <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="xs" verticalSpacing={6}>
              {logResources.map((resource) => (
                <Checkbox
                  key={resource}
                  label={t(`logResource.${resource}`)}
                  checked={filters.resource?.includes(resource) ?? false}
                  onChange={() => onChange({ ...filters, resource: toggled(filters.resource, resource) })}
                />
              ))}
            </SimpleGrid>
          </fieldset>
          <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
            <Text component="legend" fw={600} mb={6}>
              {t('logs.filter.method')}
            </Text>
            <Group gap="md">
              {logMethods.map((method) => (
                <Checkbox
                  key={method}
                  label={method}
                  checked={filters.method?.includes(method) ?? false}
                  onChange={() => onChange({ ...filters, method: toggled(filters.method, method) })}
                />
              ))}
            </Group>
          </fieldset>
          <Group align="flex-end">
            {(['from', 'to'] as const).map((end) => (
              <TextInput
                key={end}
                type="datetime-local"
                label={t(`orders.${end}`)}
                value={filters[end] ?? ''}
                onChange={({ currentTarget: { value } }) =>
                  onChange({ ...filters, [end]: value || undefined })
                }
              />
            ))}
          </Group>
        </Stack>
      )}
    </Paper>
  )
}

function summary(t: TFunction, { resource, method, from, to }: LogFilters): string {
  const parts = [
    ...(resource ?? []).map((name) => t(`logResource.${name}`)),
    ...(method ?? []),
    from && t('logs.filter.from', { time: from.replace('T', ' ') }),
    to && t('logs.filter.to', { time: to.replace('T', ' ') }),
  ]
  return parts.filter(Boolean).join(', ') || t('logs.filter.none')
}
