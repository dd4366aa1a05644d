import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Section } from '../../../ui/Section.tsx'
import { Empty, Loaded } from '../../../ui/States.tsx'
import { orderJournalQuery } from '../api/journal.ts'
import { EventsTable } from './EventsTable.tsx'

/** Which app was told what of an order, and what it answered (contract, extensions X3). */
export function OrderEvents({ locationId, orderId }: { locationId: string; orderId: string }) {
  const { t } = useTranslation()
  const query = useQuery(orderJournalQuery(locationId, orderId))
  return (
    <Section title={t('journal.ofOrder')}>
      <Loaded query={query}>
        {({ events, timezone }) =>
          events.length === 0 ? (
            <Empty text={t('journal.empty')} />
          ) : (
            <EventsTable events={events} timezone={timezone} showApp />
          )
        }
      </Loaded>
    </Section>
  )
}
