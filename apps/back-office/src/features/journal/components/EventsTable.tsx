import type { ManagerEvent } from '@hub/contract/manager'
import { Button, Table } from '@mantine/core'
import { Fragment, useState } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { formatTimestamp, utcOffset } from '../../../lib/format.ts'
import { StackedTable } from '../../../ui/StackedTable.tsx'
import { EventDetails } from './EventDetails.tsx'
import { StateBadge } from './StateBadge.tsx'

interface Props {
  events: ManagerEvent[]
  timezone: string
  /** Where several connections are shown: the order's page. */
  showApp?: boolean
  /** Whether a row came while the list was looked at. */
  isNew?: (event: ManagerEvent) => boolean
  /** Absent for whoever may not send again. */
  onReplay?: ((event: ManagerEvent) => void) | undefined
  /** The same for giving up on one that is pending. */
  onAbandon?: ((event: ManagerEvent) => void) | undefined
}

/** Events with what became of them; a row unfolds its attempts and its body. */
export const eventKey = ({ connection_id, event }: ManagerEvent) => `${connection_id} ${event.id}`

export function EventsTable({ events, timezone, showApp, isNew, onReplay, onAbandon }: Props) {
  const { t, locale } = useWords()
  const [open, setOpen] = useState<string>()
  const date = t('orders.date', { offset: utcOffset(timezone) })
  return (
    <StackedTable>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{date}</Table.Th>
          {showApp && <Table.Th>{t('journal.app')}</Table.Th>}
          <Table.Th>{t('journal.event')}</Table.Th>
          <Table.Th>{t('journal.number')}</Table.Th>
          <Table.Th>{t('journal.state')}</Table.Th>
          <Table.Th>{t('journal.answers')}</Table.Th>
          <Table.Th>{t('journal.actions')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((row) => {
          const { event } = row
          const key = eventKey(row)
          const name = `${event.resource_type}.${event.event_type}`
          return (
            <Fragment key={key}>
              <Table.Tr data-new={isNew?.(row) || undefined}>
                <Table.Td data-label={date}>{formatTimestamp(locale, event.created_at, timezone)}</Table.Td>
                {showApp && <Table.Td data-label={t('journal.app')}>{row.client_name}</Table.Td>}
                <Table.Td data-label={t('journal.event')}>
                  <span>
                    {t(`journal.of.${name}`, { defaultValue: name })}
                    {event.order_id && <span className="hub-grey"> {event.order_id}</span>}
                  </span>
                </Table.Td>
                <Table.Td data-label={t('journal.number')}>{event.seq}</Table.Td>
                <Table.Td data-label={t('journal.state')}>
                  <StateBadge state={event.state} />
                </Table.Td>
                <Table.Td data-label={t('journal.answers')}>
                  {event.attempts.map(({ status }) => status ?? t('journal.none')).join(', ') ||
                    t('common.none')}
                </Table.Td>
                <Table.Td data-label={t('journal.actions')}>
                  <Button.Group>
                    <Button
                      size="xs"
                      variant="default"
                      aria-expanded={open === key}
                      onClick={() => setOpen(open === key ? undefined : key)}
                    >
                      {t(open === key ? 'journal.less' : 'journal.more')}
                    </Button>
                    {onReplay && (
                      <Button size="xs" variant="default" onClick={() => onReplay(row)}>
                        {t('journal.replay')}
                      </Button>
                    )}
                  </Button.Group>
                </Table.Td>
              </Table.Tr>
              {open === key && (
                <Table.Tr>
                  <Table.Td colSpan={showApp ? 7 : 6}>
                    <EventDetails event={event} timezone={timezone} />
                    {onAbandon && event.state === 'pending' && (
                      <Button size="xs" variant="default" c="red.8" onClick={() => onAbandon(row)}>
                        {t('journal.abandon')}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              )}
            </Fragment>
          )
        })}
      </Table.Tbody>
    </StackedTable>
  )
}
