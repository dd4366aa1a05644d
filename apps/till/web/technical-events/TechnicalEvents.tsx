import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type TechnicalEvent,
  type TechnicalEventKind,
  type TechnicalEventPage,
  technicalEventKinds,
} from '../../src/technical-events/wire.ts'
import { t } from '../labels/index.ts'
import { api } from '../lib/api.ts'
import { formatExactTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import type { WindowProps } from '../windows/types.ts'

type Kind = TechnicalEventKind | 'all'

const eventsQuery = (kind: Kind, before: number | undefined) =>
  queryOptions({
    queryKey: ['technical-events', kind, before],
    queryFn: () => api.get<TechnicalEventPage>(`/technical-events?kind=${kind}&before=${before ?? ''}`),
    placeholderData: (previous) => previous,
  })

const kinds = (['all', ...technicalEventKinds] as const).map((value) => ({
  value,
  label: t(`jet.kind.${value}`),
}))

/** JET: who, what, when (contract, kezia §5.14). Nothing here can be changed. */
export function TechnicalEvents({ close }: WindowProps) {
  const [kind, setKind] = useState<Kind>('all')
  const [before, setBefore] = useState<number>()
  const [chosen, setChosen] = useState<number>()
  const timeZone = useQuery(shopQuery).data?.timeZone ?? 'Europe/Paris'
  const query = useQuery(eventsQuery(kind, before))
  return (
    <div className="jet">
      <SelectField
        label={t('jet.kind')}
        value={kind}
        choices={kinds}
        onChange={(next) => {
          setKind(next as Kind)
          setBefore(undefined)
        }}
      />
      <Loaded query={query}>
        {({ events, total }) => (
          <>
            <DataGrid
              label={t('jet.grid')}
              columns={columns(timeZone)}
              rows={events}
              rowKey={({ id }) => id}
              selected={chosen}
              onSelect={({ id }) => setChosen(id)}
              onOpen={({ id }) => setChosen(id)}
              empty={t('jet.none')}
            />
            <div className="window-buttons">
              <p className="soft">{t('jet.count', { shown: events.length, total })}</p>
              <span className="spacer" />
              <Button disabled={before === undefined} onClick={() => setBefore(undefined)}>
                {t('jet.newest')}
              </Button>
              <Button
                disabled={events.length === 0 || (before === undefined && events.length === total)}
                onClick={() => setBefore(events.at(-1)?.id)}
              >
                {t('jet.older')}
              </Button>
              <Button onClick={close}>{t('app.close')}</Button>
            </div>
          </>
        )}
      </Loaded>
    </div>
  )
}

const columns = (timeZone: string): Column<TechnicalEvent>[] => [
  { key: 'at', label: t('jet.at'), render: ({ at }) => formatExactTime(new Date(at), timeZone) },
  { key: 'kind', label: t('jet.kind'), render: ({ kind }) => t(`jet.kind.${kind}`) },
  { key: 'who', label: t('jet.who'), render: ({ who }) => who },
  { key: 'what', label: t('jet.what'), render: ({ what }) => what },
]
