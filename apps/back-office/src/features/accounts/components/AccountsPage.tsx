import type { SessionAccount } from '@hub/contract/manager'
import { Paper, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ButtonLink, TextLink } from '../../../ui/links.tsx'
import { Named } from '../../../ui/Named.tsx'
import { Page } from '../../../ui/Page.tsx'
import { StackedTable } from '../../../ui/StackedTable.tsx'
import { Empty } from '../../../ui/States.tsx'
import { useSession } from '../../session/api/session.ts'

/** «COMPTES»: shown with a single account too, the connection guide's path goes through it. */
export function AccountsPage() {
  const { t } = useTranslation()
  const { accounts } = useSession()
  return (
    <Page
      title={t('accounts.title')}
      actions={<ButtonLink to="/accounts/new">{t('accounts.create')}</ButtonLink>}
    >
      <Paper p="md">
        {accounts.length === 0 ? (
          <Empty text={t('accounts.empty')} />
        ) : (
          <StackedTable>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('accounts.name')}</Table.Th>
                <Table.Th>{t('accounts.role')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {accounts.map((account) =>
                account.role ? (
                  <AccountRow key={account.id} account={account} />
                ) : (
                  <LocationRows key={account.id} account={account} />
                ),
              )}
            </Table.Tbody>
          </StackedTable>
        )}
      </Paper>
    </Page>
  )
}

function AccountRow({ account }: { account: SessionAccount }) {
  const { t } = useTranslation()
  return (
    <Table.Tr>
      <Table.Td data-label={t('accounts.name')}>
        <TextLink to="/accounts/$accountId" params={{ accountId: account.id }}>
          <Named name={account.name} id={account.id} />
        </TextLink>
      </Table.Td>
      <Table.Td data-label={t('accounts.role')}>{account.role && t(`role.${account.role}`)}</Table.Td>
    </Table.Tr>
  )
}

/** Rights on locations only: the account is a heading above them. */
function LocationRows({ account }: { account: SessionAccount }) {
  const { t } = useTranslation()
  return (
    <>
      <Table.Tr>
        <Table.Td colSpan={2} fw={600}>
          <Named name={account.name} id={account.id} />
        </Table.Td>
      </Table.Tr>
      {account.locations.map(({ id, name, role }) => (
        <Table.Tr key={id}>
          <Table.Td data-label={t('accounts.name')} pl={{ sm: 28 }}>
            <TextLink to="/locations/$locationId" params={{ locationId: id }}>
              <Named name={name} id={id} />
            </TextLink>
          </Table.Td>
          <Table.Td data-label={t('accounts.role')}>{t(`role.${role}`)}</Table.Td>
        </Table.Tr>
      ))}
    </>
  )
}
