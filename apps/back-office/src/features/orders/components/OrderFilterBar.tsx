import { ActionIcon, NativeSelect, Paper, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type OrderFilters, readFilters } from '../filters.ts'
import { statuses } from '../status.ts'
import classes from './OrderFilterBar.module.css'

/** The filter is applied by the magnifier; an emptied field and the magnifier take it away. */
export function OrderFilterBar({ filters, origins }: { filters: OrderFilters; origins: string[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: {
      from: filters.from ?? '',
      to: filters.to ?? '',
      status: filters.status ?? '',
      origin: filters.origin ?? '',
      search: filters.search ?? '',
    },
  })
  const known = filters.origin && !origins.includes(filters.origin) ? [filters.origin, ...origins] : origins
  return (
    <Paper p="md" mb="md">
      <form
        className={classes.filters}
        onSubmit={form.onSubmit((values) =>
          navigate({ to: '.', search: (previous) => ({ ...previous, ...readFilters(values) }) }),
        )}
      >
        <TextInput type="date" label={t('orders.from')} {...form.getInputProps('from')} />
        <TextInput type="date" label={t('orders.to')} {...form.getInputProps('to')} />
        <NativeSelect
          label={t('orders.statusFilter')}
          data={[
            { value: '', label: t('orders.anyStatus') },
            ...statuses.map((status) => ({ value: status, label: t(`status.${status}`) })),
          ]}
          {...form.getInputProps('status')}
        />
        <NativeSelect
          label={t('orders.originFilter')}
          data={[{ value: '', label: t('orders.anyOrigin') }, ...known]}
          {...form.getInputProps('origin')}
        />
        <TextInput
          label={t('orders.search')}
          placeholder={t('orders.search.example')}
          {...form.getInputProps('search')}
        />
        <ActionIcon type="submit" size={36} aria-label={t('orders.filter')} title={t('orders.filter')}>
          <IconSearch size={18} />
        </ActionIcon>
      </form>
    </Paper>
  )
}
