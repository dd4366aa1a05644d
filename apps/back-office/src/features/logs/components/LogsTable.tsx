import type { LogLine } from '@hub/contract/manager'
import { ActionIcon, Table, Text } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { Fragment, useState } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { formatTimestamp, utcOffset } from '../../../lib/format.ts'
import { StackedTable } from '../../../ui/StackedTable.tsx'
import { LogPanel } from './LogPanel.tsx'

interface Props {
  lines: LogLine[]
  accountId: string
  timezone: string
  /** Of one connection: the resource; of one object: which app it was. */
  of: 'connection' | 'object'
}

/** Lines of a log, newest first; a row unfolds its exchanges (contract, back-office §4.4 and §4.7). */
export function LogsTable({ lines, accountId, timezone, of }: Props) {
  const { t, locale } = useWords()
  const [open, setOpen] = useState<string>()
  const date = t('logs.time', { offset: utcOffset(timezone) })
  const second = t(of === 'connection' ? 'logs.resource' : 'logs.origin')
  return (
    <StackedTable>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{date}</Table.Th>
          <Table.Th>{second}</Table.Th>
          <Table.Th>{t('logs.method')}</Table.Th>
          <Table.Th>{t('logs.url')}</Table.Th>
          <Table.Th>{t('logs.answer')}</Table.Th>
          <Table.Th aria-label={t('logs.details')} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(({ id, time, app, resource, method, url, status, error }) => (
          <Fragment key={id}>
            <Table.Tr>
              <Table.Td data-label={date} style={{ whiteSpace: 'nowrap' }}>
                {formatTimestamp(locale, time, timezone)}
              </Table.Td>
              <Table.Td data-label={second}>
                {of === 'object' ? app : t(`logResource.${resource}`, { defaultValue: t('common.none') })}
              </Table.Td>
              <Table.Td data-label={t('logs.method')}>{method}</Table.Td>
              <Table.Td data-label={t('logs.url')} className="hub-break">
                {url}
              </Table.Td>
              <Table.Td data-label={t('logs.answer')}>
                <Outcome status={status} error={error} />
              </Table.Td>
              <Table.Td>
                <ActionIcon
                  variant="subtle"
                  aria-expanded={open === id}
                  aria-label={t(open === id ? 'logs.fold' : 'logs.unfold', { url, method })}
                  onClick={() => setOpen(open === id ? undefined : id)}
                >
                  {open === id ? (
                    <IconChevronUp size={18} aria-hidden />
                  ) : (
                    <IconChevronDown size={18} aria-hidden />
                  )}
                </ActionIcon>
              </Table.Td>
            </Table.Tr>
            {open === id && (
              <Table.Tr>
                <Table.Td colSpan={6}>
                  <LogPanel accountId={accountId} logId={id} />
                </Table.Td>
              </Table.Tr>
            )}
          </Fragment>
        ))}
      </Table.Tbody>
    </StackedTable>
  )
}

/** The code, red when it is not one of success; what went wrong when none came. */
export function Outcome({ status, error }: { status: number | null; error: string | null }) {
  const { t } = useWords()
  const isGood = status !== null && status < 400
  return (
    <Text span size="sm" fw={600} c={isGood ? undefined : 'red.8'} className="hub-break">
      {status ?? error ?? t('logs.noAnswer')}
    </Text>
  )
}
