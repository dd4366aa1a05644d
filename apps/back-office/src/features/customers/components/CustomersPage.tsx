import type { DataSource } from '@hub/contract/manager'
import { ActionIcon, Group, Paper, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../../ui/links.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Empty, Failed, Loading } from '../../../ui/States.tsx'
import { type Scope, useScope } from '../../session/scope.ts'
import { sourcesQuery } from '../../sources/api/sources.ts'
import { ExportButton } from '../../sources/components/ExportButton.tsx'
import { SourceSelect } from '../../sources/components/SourceSelect.tsx'
import { mayExportSource } from '../../sources/rights.ts'
import { customersQuery, listPath } from '../api/customers.ts'
import { CustomersTable } from './CustomersTable.tsx'

const route = getRouteApi('/signed-in/back-office/customers')

/** «CLIENTS» (contract, back-office §4.8). */
export function CustomersPage() {
  const { t } = useTranslation()
  const scope = useScope()
  if (!scope)
    return (
      <Page title={t('customers.title')}>
        <Empty text={t('customers.empty')} />
      </Page>
    )
  return <OfScope scope={scope} />
}

function OfScope({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const { list: wanted, search } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(sourcesQuery(scope))
  const lists = query.data?.customer_lists ?? []
  const list = lists.find(({ id }) => id === wanted) ?? lists[0]
  return (
    <Page
      title={t('customers.title')}
      actions={
        list && (
          <Group>
            <SourceSelect
              label={t('customers.list')}
              sources={lists}
              value={list.id}
              onChange={(id) => void navigate({ search: (previous) => ({ ...previous, list: id }) })}
            />
            <ButtonLink
              variant="default"
              to="/logs/$accountId/$kind/$id"
              params={{ accountId: scope.account.id, kind: 'customer-list', id: list.id }}
            >
              {t('logs.open')}
            </ButtonLink>
            {mayExportSource(scope, list) && (
              <ExportButton path={`${listPath(scope.account.id, list.id)}/export`} query={{ search }} />
            )}
          </Group>
        )
      }
    >
      {query.isError && (
        <Failed title={t('page.cardFailed')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Loading />}
      {query.data && !list && <Empty text={t('lists.empty')} />}
      {list && (
        <Customers key={`${list.id} ${search}`} accountId={scope.account.id} list={list} search={search} />
      )}
    </Page>
  )
}

interface CustomersProps {
  accountId: string
  list: DataSource
  search: string | undefined
}

function Customers({ accountId, list, search }: CustomersProps) {
  const { t } = useTranslation()
  const navigate = route.useNavigate()
  const query = useInfiniteQuery(customersQuery(accountId, list.id, search))
  const form = useForm({ initialValues: { search: search ?? '' } })
  const first = query.data?.pages[0]
  const customers = query.data?.pages.flatMap((page) => page.customers) ?? []
  return (
    <Paper p="md">
      <form
        onSubmit={form.onSubmit((values) =>
          navigate({ search: (previous) => ({ ...previous, search: values.search.trim() || undefined }) }),
        )}
      >
        <Group align="flex-end" gap="xs" mb="md" wrap="nowrap">
          <TextInput label={t('customers.search')} flex={1} maw={420} {...form.getInputProps('search')} />
          <ActionIcon type="submit" size={36} aria-label={t('orders.filter')} title={t('orders.filter')}>
            <IconSearch size={18} />
          </ActionIcon>
        </Group>
      </form>
      {query.isError && (
        <Failed title={t('page.cardFailed')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Loading />}
      {first && customers.length === 0 && (
        <Empty text={t(search === undefined ? 'customers.empty' : 'customers.noMatch')} />
      )}
      {first && customers.length > 0 && (
        <CustomersTable
          customers={customers}
          accountId={accountId}
          listId={list.id}
          timezone={first.timezone}
        />
      )}
      <MoreButton query={query} label={t('customers.more')} />
    </Paper>
  )
}
