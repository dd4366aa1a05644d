import type { Order } from '@hub/contract'
import type { OrderDetails } from '@hub/contract/manager'
import { Grid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../../ui/BackLink.tsx'
import { LoadedPage } from '../../../ui/LoadedPage.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Section } from '../../../ui/Section.tsx'
import { HealthList } from '../../connections/components/HealthList.tsx'
import { OrderEvents } from '../../journal/components/OrderEvents.tsx'
import { LogList } from '../../logs/components/LogList.tsx'
import { orderQuery } from '../api/orders.ts'
import { findRejection } from '../order.ts'
import { CustomerCard } from './CustomerCard.tsx'
import { GeneralCard } from './GeneralCard.tsx'
import { ItemsCard } from './ItemsCard.tsx'
import { RejectionBox } from './RejectionBox.tsx'

const route = getRouteApi('/signed-in/back-office/orders/$locationId/$orderId')

export function OrderPage() {
  const { t } = useTranslation()
  const { locationId, orderId } = route.useParams()
  const query = useQuery(orderQuery(locationId, orderId))
  return (
    <Page title={t('order.title', { id: orderId })} back={<BackLink to="/orders" label={t('order.back')} />}>
      <LoadedPage query={query}>
        {(details) => (
          <>
            <Cards details={details} />
            <Section title={t('logs.ofOrder')}>
              <LogList
                accountId={details.account.id}
                subject={{ order_id: orderId, location_id: locationId }}
              />
            </Section>
            <OrderEvents locationId={locationId} orderId={orderId} />
          </>
        )}
      </LoadedPage>
    </Page>
  )
}

function Cards({ details }: { details: OrderDetails }) {
  const { t } = useTranslation()
  // The public representation, whose types live with the API; the page reads what it shows.
  const order = details.order as unknown as Order
  const rejection = findRejection(order)
  return (
    <>
      {details.refusal && <RejectionBox refusal={details.refusal} rejection={rejection} />}
      <Grid>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <CustomerCard customer={order.customer} accountId={details.account.id} />
          <GeneralCard order={order} location={details.location} timezone={details.timezone} />
          {details.connections.length > 0 && (
            <Section title={t('order.connections')}>
              <HealthList connections={details.connections} timezone={details.timezone} />
            </Section>
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <ItemsCard order={order} />
        </Grid.Col>
      </Grid>
    </>
  )
}
