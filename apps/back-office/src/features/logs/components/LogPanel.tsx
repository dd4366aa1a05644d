import type { LogDetails, LogExchange } from '@hub/contract/manager'
import { ActionIcon, Code, Group, Stack, Table, Tabs, Text, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useWords } from '../../../i18n/index.ts'
import { formatTimestamp, type Locale } from '../../../lib/format.ts'
import { saveFile } from '../../../lib/saveFile.ts'
import { Facts } from '../../../ui/Facts.tsx'
import { Loaded } from '../../../ui/States.tsx'
import { logQuery } from '../api/logs.ts'

/** The request itself, then one tab per delivery that it caused (contract, back-office §4.7). */
export function LogPanel({ accountId, logId }: { accountId: string; logId: string }) {
  const query = useQuery(logQuery(accountId, logId))
  return <Loaded query={query}>{(details) => <Exchanges details={details} />}</Loaded>
}

function Exchanges({ details: { exchanges, timezone, max_body } }: { details: LogDetails }) {
  const { t } = useWords()
  return (
    <Tabs defaultValue="0" keepMounted={false} py="xs">
      <Tabs.List mb="sm">
        {exchanges.map((exchange, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: exchanges stay in their order
          <Tabs.Tab key={index} value={String(index)}>
            {titleOf(t, exchange)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {exchanges.map((exchange, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: exchanges stay in their order
        <Tabs.Panel key={index} value={String(index)}>
          <Exchange exchange={exchange} timezone={timezone} maxBody={max_body} />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

const titleOf = (t: TFunction, { kind, app, status, error }: LogExchange) => {
  if (kind === 'passive') return t('logs.tab.passive', { app })
  const code = status ?? (error === null ? t('logs.pending') : t('logs.noAnswer'))
  return t(kind === 'request' ? 'logs.tab.request' : 'logs.tab.callback', { app, code })
}

function Exchange({
  exchange,
  timezone,
  maxBody,
}: {
  exchange: LogExchange
  timezone: string
  maxBody: number
}) {
  const { t, locale } = useWords()
  const { kind, app, method, url, status, error } = exchange
  const direction = t(kind === 'request' ? 'logs.toHub' : 'logs.toApp', { app })
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          [t('logs.timeOf'), timeText(t, locale, exchange, timezone)],
          [t('logs.direction'), direction],
          [t('logs.endpoint'), `${method} ${url}`],
          [t('logs.callbackType'), kind !== 'request' && t(`logs.callbackType.${kind}`)],
          [t('logs.error'), status === null && error],
        ]}
      />
      <Part
        title={t('logs.request')}
        name={`${kind}-request`}
        headers={exchange.request_headers}
        body={exchange.request_body}
        maxBody={maxBody}
      />
      {kind !== 'passive' && (
        <Part
          title={t('logs.response', { code: status ?? error ?? t('logs.noAnswer') })}
          name={`${kind}-response`}
          headers={exchange.answer_headers}
          body={exchange.answer_body}
          maxBody={maxBody}
        />
      )}
    </Stack>
  )
}

function timeText(t: TFunction, locale: Locale, { time, duration_ms }: LogExchange, timezone: string) {
  const at = formatTimestamp(locale, time, timezone)
  return duration_ms === null ? at : t('logs.took', { time: at, duration: Math.round(duration_ms) })
}

interface PartProps {
  title: string
  name: string
  headers: Record<string, string> | null
  body: string | null
  maxBody: number
}

/** «REQUÊTE» or «RÉPONSE»: its headers as a table, its body as indented JSON, and both as a file. */
function Part({ title, name, headers, body, maxBody }: PartProps) {
  const { t } = useWords()
  const isCut = body !== null && body.length >= maxBody
  const file = () =>
    saveFile(`${name}.json`, JSON.stringify({ headers, body: parsed(body) }, null, 2), 'application/json')
  return (
    <div>
      <Group gap="xs" mb={4}>
        <Title order={4} size="sm">
          {title}
        </Title>
        {(headers || body) && (
          <ActionIcon variant="subtle" size="sm" aria-label={t('logs.download', { title })} onClick={file}>
            <IconDownload size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {headers && (
        <Table withRowBorders={false} verticalSpacing={2} mb="xs" aria-label={t('logs.headers')}>
          <Table.Tbody>
            {Object.entries(headers).map(([header, value]) => (
              <Table.Tr key={header}>
                <Table.Td w="35%" className="hub-break">
                  <Text size="xs" c="var(--hub-grey)">
                    {header}
                  </Text>
                </Table.Td>
                <Table.Td className="hub-break">
                  <Text size="xs">{value}</Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {body === null ? (
        <Text size="sm" c="var(--hub-grey)">
          {t('logs.noBody')}
        </Text>
      ) : (
        <Code block className="hub-break" aria-label={t('logs.body')} mah={360} style={{ overflow: 'auto' }}>
          {indented(body)}
        </Code>
      )}
      {isCut && (
        <Text size="xs" c="var(--hub-grey)" mt={4}>
          {t('logs.cut', { count: maxBody })}
        </Text>
      )}
    </div>
  )
}

function parsed(body: string | null): unknown {
  if (body === null) return null
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

function indented(body: string): string {
  const value = parsed(body)
  return typeof value === 'string' ? body : JSON.stringify(value, null, 2)
}
