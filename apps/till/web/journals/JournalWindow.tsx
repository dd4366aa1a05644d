import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Dataset } from '../../src/exchange/wire.ts'
import { closingKinds } from '../../src/sales/closings/wire.ts'
import { ExportButton } from '../exchange/ExportButton.tsx'
import { t } from '../labels/index.ts'
import type { Period } from '../lib/period.ts'
import { fieldErrors, usePeriod } from '../lib/usePeriod.ts'
import { Button } from '../ui/Button.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { PeriodFields } from '../ui/PeriodFields.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import type { WindowProps } from '../windows/types.ts'
import { ClosingGrid } from './ClosingGrid.tsx'
import { DocumentDialog } from './DocumentDialog.tsx'
import { DocumentGrid } from './DocumentGrid.tsx'
import { JournalTotals } from './JournalTotals.tsx'
import { documentsQuery, journalQuery } from './queries.ts'
import { ReportDialog, type Shown } from './ReportDialog.tsx'
import { UnpaidGrid } from './UnpaidGrid.tsx'
import { useClosing } from './useClosing.ts'

const tabs = ['totals', 'documents', 'unpaid', 'closings'] as const
type TabId = (typeof tabs)[number]

const exported = {
  totals: 'journal',
  documents: 'documents',
  unpaid: 'unpaid',
  closings: 'closings',
} as const satisfies Record<TabId, Dataset>

/** «JOURNAUX» (contract, kezia §5.9), and the closings (D64). */
export function JournalWindow({ close }: WindowProps) {
  const { period, today, timeZone, setPeriod } = usePeriod()
  const [tab, setTab] = useState<TabId>('totals')
  const [shown, setShown] = useState<Shown>()
  const journal = useQuery(journalQuery(period))
  const { ask, isClosing } = useClosing((id) => {
    setTab('closings')
    setShown(id)
  })
  // What is unpaid and what was closed is listed whole.
  const isOfPeriod = tab === 'totals' || tab === 'documents'
  return (
    <div className="office">
      <fieldset className="period-of-tab" disabled={!isOfPeriod}>
        <PeriodFields
          period={period}
          today={today}
          onChange={setPeriod}
          errors={fieldErrors(journal.error)}
        />
      </fieldset>
      <div className="office-tabs">
        <Tabs<TabId>
          label={t('journals.tabs')}
          tabs={tabs.map((id) => ({ id, label: t(`journals.tab.${id}`) }))}
          current={tab}
          onChange={setTab}
        >
          {tab === 'totals' && <Loaded query={journal}>{(data) => <JournalTotals journal={data} />}</Loaded>}
          {tab === 'documents' && <Documents period={period} timeZone={timeZone} />}
          {tab === 'unpaid' && <UnpaidGrid />}
          {tab === 'closings' && <ClosingGrid onOpen={setShown} />}
        </Tabs>
      </div>
      <div className="window-buttons">
        <Button onClick={() => setShown('x')}>{t('journals.reading')}</Button>
        {closingKinds.map((kind) => (
          <Button
            key={kind}
            look={kind === 'day' ? 'primary' : 'plain'}
            disabled={isClosing}
            onClick={() => ask(kind)}
          >
            {t(`closing.action.${kind}`)}
          </Button>
        ))}
        <span className="spacer" />
        <ExportButton dataset={exported[tab]} period={isOfPeriod ? period : undefined} />
        <Button onClick={close}>{t('office.quit')}</Button>
      </div>
      {shown !== undefined && <ReportDialog shown={shown} onClose={() => setShown(undefined)} />}
    </div>
  )
}

function Documents({ period, timeZone }: { period: Period; timeZone: string }) {
  const query = useQuery(documentsQuery(period))
  const [opened, setOpened] = useState<number>()
  return (
    <>
      <Loaded query={query}>
        {(list) => (
          <DocumentGrid list={list} timeZone={timeZone} onOpen={({ number }) => setOpened(number)} />
        )}
      </Loaded>
      {opened !== undefined && <DocumentDialog number={opened} onClose={() => setOpened(undefined)} />}
    </>
  )
}
