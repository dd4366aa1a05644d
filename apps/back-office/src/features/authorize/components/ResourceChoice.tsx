import type { AuthorizeBody, AuthorizeCandidate, AuthorizePage, Named } from '@hub/contract/manager'
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Choice, candidateName } from '../choice.ts'

interface Props {
  page: AuthorizePage
  candidate: AuthorizeCandidate
  choice: Choice
  pending: AuthorizeBody['decision'] | undefined
  onChange: (choice: Choice) => void
  onBack: () => void
  onAllow: () => void
}

/** The screen after «Suivant»: which customer list, which catalog. */
export function ResourceChoice({ page, candidate, choice, pending, onChange, onBack, onAllow }: Props) {
  const { t } = useTranslation()
  return (
    <Stack>
      <Text fw={600} className="hub-break">
        {candidateName(candidate)}
      </Text>
      {page.selects_customer_list && (
        <Dropdown
          label={t('authorize.customerList')}
          none={t('authorize.none.customer_list')}
          possible={candidate.customer_lists}
          value={choice.customerListId}
          onChange={(customerListId) => onChange({ ...choice, customerListId })}
        />
      )}
      {page.selects_catalog && (
        <Dropdown
          label={t('authorize.catalog')}
          none={t('authorize.none.catalog')}
          possible={candidate.catalogs}
          value={choice.catalogId}
          onChange={(catalogId) => onChange({ ...choice, catalogId })}
        />
      )}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack} disabled={pending !== undefined}>
          {t('authorize.back')}
        </Button>
        <Button loading={pending === 'allow'} onClick={onAllow}>
          {t('authorize.allow')}
        </Button>
      </Group>
    </Stack>
  )
}

interface DropdownProps {
  label: string
  none: string
  possible: Named[]
  value: string | null
  onChange: (id: string) => void
}

function Dropdown({ label, none, possible, value, onChange }: DropdownProps) {
  if (possible.length === 0)
    return (
      <Text>
        {label} {none}
      </Text>
    )
  return (
    <NativeSelect
      label={label}
      data={possible.map(({ id, name }) => ({ value: id, label: `${name} - ${id}` }))}
      value={value ?? undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
