import type { Catalog } from '@hub/contract'
import { Button, Group, Paper, Tabs } from '@mantine/core'
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../../lib/saveFile.ts'
import { ButtonLink } from '../../../ui/links.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Empty, Failed, Loaded, Loading } from '../../../ui/States.tsx'
import { type Scope, useScope } from '../../session/scope.ts'
import { sourcesQuery } from '../../sources/api/sources.ts'
import { ExportButton } from '../../sources/components/ExportButton.tsx'
import { SourceSelect } from '../../sources/components/SourceSelect.tsx'
import { mayExportSource } from '../../sources/rights.ts'
import { catalogPath, catalogQuery } from '../api/catalogs.ts'
import { refProblems, skuRows } from '../rows.ts'
import { ItemsTable } from './ItemsTable.tsx'
import { SkusTable } from './SkusTable.tsx'

const route = getRouteApi('/signed-in/back-office/catalogs')

/** «CATALOGUES» (contract, back-office §4.10): read only, apps edit them. */
export function CatalogsPage() {
  const { t } = useTranslation()
  const scope = useScope()
  if (!scope)
    return (
      <Page title={t('catalog.title')}>
        <Empty text={t('catalogs.empty')} />
      </Page>
    )
  return <OfScope scope={scope} />
}

function OfScope({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const { catalog: wanted } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(sourcesQuery(scope))
  const catalogs = query.data?.catalogs ?? []
  const catalog = catalogs.find(({ id }) => id === wanted) ?? catalogs[0]
  return (
    <Page
      title={t('catalog.title')}
      actions={
        catalog && (
          <Group>
            <SourceSelect
              label={t('catalog.choice')}
              sources={catalogs}
              value={catalog.id}
              onChange={(id) => void navigate({ search: (previous) => ({ ...previous, catalog: id }) })}
            />
            <ButtonLink
              variant="default"
              to="/logs/$accountId/$kind/$id"
              params={{ accountId: scope.account.id, kind: 'catalog', id: catalog.id }}
            >
              {t('logs.open')}
            </ButtonLink>
            {mayExportSource(scope, catalog) && (
              <ExportButton path={`${catalogPath(scope.account.id, catalog.id)}/export`} />
            )}
          </Group>
        )
      }
    >
      {query.isError && (
        <Failed title={t('page.cardFailed')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Loading />}
      {query.data && !catalog && <Empty text={t('catalogs.empty')} />}
      {catalog && <Content accountId={scope.account.id} catalogId={catalog.id} />}
    </Page>
  )
}

function Content({ accountId, catalogId }: { accountId: string; catalogId: string }) {
  const query = useQuery(catalogQuery(accountId, catalogId))
  return (
    <Paper p="md">
      <Loaded query={query}>{({ catalog }) => <Sections catalog={catalog as unknown as Catalog} />}</Loaded>
    </Paper>
  )
}

function Sections({ catalog }: { catalog: Catalog }) {
  const { t } = useTranslation()
  const data = catalog.data!
  const skus = skuRows(data)
  const options = data.option_lists.flatMap((list) =>
    list.options.map((option) => ({ ...option, name: `${list.name} : ${option.name}` })),
  )
  const { missing, repeated } = refProblems(skus)
  return (
    <>
      {(missing > 0 || repeated.length > 0) && (
        <Notice tone="careful" icon={<IconAlertTriangle />} mb="md">
          {missing > 0 && t('catalog.missingRefs', { count: missing })}{' '}
          {repeated.length > 0 &&
            t('catalog.repeatedRefs', {
              refs: repeated.slice(0, 10).join(', ') + (repeated.length > 10 ? '…' : ''),
            })}
        </Notice>
      )}
      <Tabs defaultValue="skus" keepMounted={false}>
        <Group justify="space-between" align="flex-end" mb="md" gap="xs">
          <Tabs.List>
            <Tabs.Tab value="skus">{t('catalog.skus')}</Tabs.Tab>
            <Tabs.Tab value="deals">{t('catalog.deals')}</Tabs.Tab>
            <Tabs.Tab value="discounts">{t('catalog.discounts')}</Tabs.Tab>
            <Tabs.Tab value="options">{t('catalog.options')}</Tabs.Tab>
            <Tabs.Tab value="charges">{t('catalog.charges')}</Tabs.Tab>
          </Tabs.List>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={() =>
              saveFile(`catalog-${catalog.id}.json`, JSON.stringify(catalog, null, 2), 'application/json')
            }
          >
            {t('catalog.json')}
          </Button>
        </Group>
        <Tabs.Panel value="skus">
          <SkusTable rows={skus} />
        </Tabs.Panel>
        <Tabs.Panel value="deals">
          <ItemsTable items={data.deals} empty={t('catalog.deals.empty')} />
        </Tabs.Panel>
        <Tabs.Panel value="discounts">
          <ItemsTable items={data.discounts} empty={t('catalog.discounts.empty')} />
        </Tabs.Panel>
        <Tabs.Panel value="options">
          <ItemsTable items={options} empty={t('catalog.options.empty')} priced />
        </Tabs.Panel>
        <Tabs.Panel value="charges">
          <ItemsTable items={data.charges} empty={t('catalog.charges.empty')} priced />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
