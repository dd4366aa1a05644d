import { Paper } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../../ui/BackLink.tsx'
import { Page } from '../../../ui/Page.tsx'
import { LogList } from './LogList.tsx'

const route = getRouteApi('/signed-in/back-office/logs/$accountId/$kind/$id')

/** «Voir les logs» of a customer list or a catalogue (contract, back-office §4.8 and §4.10). */
export function ObjectLogsPage() {
  const { t } = useTranslation()
  const { accountId, kind, id } = route.useParams()
  const isList = kind === 'customer-list'
  return (
    <Page
      title={t(isList ? 'logs.ofList' : 'logs.ofCatalog', { id })}
      back={
        isList ? (
          <BackLink to="/customers" search={{ list: id }} label={t('common.back')} />
        ) : (
          <BackLink to="/catalogs" search={{ catalog: id }} label={t('common.back')} />
        )
      }
    >
      <Paper p="md">
        <LogList accountId={accountId} subject={isList ? { customer_list_id: id } : { catalog_id: id }} />
      </Paper>
    </Page>
  )
}
