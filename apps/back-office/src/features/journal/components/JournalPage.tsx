import type { ConnectionJournal, ManagerEvent } from '@hub/contract/manager'
import { Button, NativeSelect, Paper } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../../ui/BackLink.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { LoadedPage } from '../../../ui/LoadedPage.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/States.tsx'
import { useAct } from '../../../ui/useAct.ts'
import { connectionsQuery } from '../../connections/api/connections.ts'
import { LiveList } from '../../live/components/LiveList.tsx'
import { useFallbackInterval } from '../../live/LiveContext.ts'
import { useScope } from '../../session/scope.ts'
import { abandon, connectionJournalQuery, replay } from '../api/journal.ts'
import { type JournalState, journalStates } from '../filters.ts'
import { EventsTable, eventKey } from './EventsTable.tsx'
import { ReplayDialog } from './ReplayDialog.tsx'

const route = getRouteApi('/signed-in/back-office/connections/$accountId/$connectionId/journal')

/** What a connection was sent, and what it answered (contract, extensions X3). */
export function JournalPage() {
  const { t } = useTranslation()
  const { accountId, connectionId } = route.useParams()
  const filters = route.useSearch()
  const navigate = route.useNavigate()
  const refetchInterval = useFallbackInterval()
  const query = useInfiniteQuery({
    ...connectionJournalQuery(accountId, connectionId, filters),
    refetchInterval,
  })
  const connection = useConnection(connectionId)
  const [askingPeriod, setAskingPeriod] = useState(false)
  const app = connection?.client_name ?? query.data?.pages[0]?.events[0]?.client_name ?? connectionId
  const mayReplay = connection?.mayReplay === true
  return (
    <Page
      title={t('journal.title', { app })}
      back={<BackLink to="/connections" label={t('common.back')} />}
      actions={
        mayReplay && (
          <Button variant="default" onClick={() => setAskingPeriod(true)}>
            {t('journal.period')}
          </Button>
        )
      }
    >
      <NativeSelect
        mb="md"
        maw={260}
        label={t('journal.state')}
        value={filters.state ?? ''}
        data={[
          { value: '', label: t('journal.state.all') },
          ...journalStates.map((value) => ({ value, label: t(`journal.state.${value}`) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          void navigate({ search: { ...filters, state: (value || undefined) as JournalState | undefined } })
        }
      />
      <LoadedPage query={query}>
        {({ pages }) => (
          <>
            <Events
              key={JSON.stringify(filters)}
              pages={pages}
              isPlaceholder={query.isPlaceholderData}
              accountId={accountId}
              mayReplay={mayReplay}
            />
            <MoreButton query={query} label={t('journal.older')} />
            {askingPeriod && (
              <ReplayDialog
                accountId={accountId}
                connectionId={connectionId}
                app={app}
                timezone={pages[0]!.timezone}
                onClose={() => setAskingPeriod(false)}
              />
            )}
          </>
        )}
      </LoadedPage>
    </Page>
  )
}

interface EventsProps {
  pages: ConnectionJournal[]
  isPlaceholder: boolean
  accountId: string
  mayReplay: boolean
}

function Events({ pages, isPlaceholder, accountId, mayReplay }: EventsProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<ManagerEvent>()
  const close = () => setAsked(undefined)
  const again = useAct(
    ({ connection_id, event }: ManagerEvent) => replay(accountId, connection_id, { event_id: event.id }),
    close,
  )
  const [dropped, setDropped] = useState<ManagerEvent>()
  const keep = () => setDropped(undefined)
  const drop = useAct(
    ({ connection_id, event }: ManagerEvent) => abandon(accountId, connection_id, event.id),
    keep,
  )
  const events = useMemo(() => pages.flatMap((page) => page.events), [pages])
  return (
    <>
      <Paper p="md" mb="md">
        <LiveList
          rows={events}
          keyOf={eventKey}
          isPlaceholder={isPlaceholder}
          waiting="live.events"
          tellsState
        >
          {(rows, isNew) =>
            rows.length === 0 ? (
              <Empty text={t('journal.empty')} />
            ) : (
              <EventsTable
                events={rows}
                timezone={pages[0]!.timezone}
                isNew={isNew}
                onReplay={mayReplay ? setAsked : undefined}
                onAbandon={mayReplay ? setDropped : undefined}
              />
            )
          }
        </LiveList>
      </Paper>
      <ConfirmDialog
        opened={asked !== undefined}
        title={t('journal.replay.title')}
        name={asked ? `${asked.client_name} · ${asked.event.seq}` : ''}
        text={t('journal.replay.text')}
        verb={t('journal.replay')}
        pending={again.isPending}
        onConfirm={() => asked && again.mutate(asked)}
        onClose={close}
      />
      <ConfirmDialog
        opened={dropped !== undefined}
        title={t('journal.abandon.title')}
        name={dropped ? `${dropped.client_name} · ${dropped.event.seq}` : ''}
        text={t('journal.abandon.text')}
        verb={t('journal.abandon')}
        danger
        pending={drop.isPending}
        onConfirm={() => dropped && drop.mutate(dropped)}
        onClose={keep}
      />
    </>
  )
}

/** The connection as the page «CONNEXIONS» lists it; undefined once it has ended, when nothing is sent to it again. */
function useConnection(connectionId: string) {
  const scope = useScope()
  const { data } = useQuery({
    ...connectionsQuery(scope ?? ({} as never)),
    enabled: scope !== undefined,
  })
  for (const { connections, abilities } of data?.groups ?? []) {
    const found = connections.find(({ id }) => id === connectionId)
    if (found) return { client_name: found.client_name, mayReplay: abilities.block }
  }
  return undefined
}
