import type { Abilities, ManagerConnection } from '@hub/contract/manager'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { MenuLink } from '../../../ui/links.tsx'
import { useAct } from '../../../ui/useAct.ts'
import { SigningSecretDialog } from '../../journal/components/SigningSecretDialog.tsx'
import { ActivityDialog } from '../../logs/components/ActivityDialog.tsx'
import { blockConnection, disconnect, unblockConnection } from '../api/connections.ts'

interface Props {
  connection: ManagerConnection
  abilities: Abilities
  accountId: string
  timezone: string
}

/** «Actions» of a card: only those that this user may take. */
export function ConnectionActions({ connection, abilities, accountId, timezone }: Props) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'activity' | 'block' | 'disconnect' | 'secret'>()
  const close = () => setAsking(undefined)
  const block = useAct(() => blockConnection(accountId, connection), close)
  const unblock = useAct(() => unblockConnection(accountId, connection))
  const end = useAct(() => disconnect(accountId, connection), close)
  // Contract, security S26: anybody else's authorisation makes a connection of its own.
  const reconnectUrl = abilities.connect && abilities.disconnect ? connection.reconnect_url : null
  const app = connection.client_name
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default" flex="none" rightSection={<IconChevronDown size={14} />}>
            {t('connections.actions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <MenuLink
            to="/connections/$accountId/$connectionId/logs"
            params={{ accountId, connectionId: connection.id }}
          >
            {t('logs.open')}
          </MenuLink>
          <Menu.Item onClick={() => setAsking('activity')}>{t('activity.open')}</Menu.Item>
          <MenuLink
            to="/connections/$accountId/$connectionId/journal"
            params={{ accountId, connectionId: connection.id }}
          >
            {t('journal.open')}
          </MenuLink>
          {abilities.disconnect && (
            <Menu.Item onClick={() => setAsking('secret')}>{t('secret.open')}</Menu.Item>
          )}
          {abilities.block && !connection.blocked && (
            <Menu.Item onClick={() => setAsking('block')}>{t('connections.block')}</Menu.Item>
          )}
          {abilities.block && connection.blocked && (
            <Menu.Item disabled={unblock.isPending} onClick={() => unblock.mutate()}>
              {t('connections.unblock')}
            </Menu.Item>
          )}
          {reconnectUrl !== null && (
            <Menu.Item component="a" href={reconnectUrl} target="_blank" rel="noopener">
              {t('connections.reconnect')}
            </Menu.Item>
          )}
          {abilities.disconnect && (
            <Menu.Item c="red.8" onClick={() => setAsking('disconnect')}>
              {t('connections.disconnect')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking === 'block'}
        title={t('connections.block.title', { app })}
        name={app}
        text={t('connections.block.text')}
        verb={t('common.confirm')}
        pending={block.isPending}
        onConfirm={() => block.mutate()}
        onClose={close}
      />
      <ConfirmDialog
        opened={asking === 'disconnect'}
        title={t('connections.disconnect.title', { app })}
        name={app}
        text={t('connections.disconnect.text')}
        verb={t('common.confirm')}
        danger
        pending={end.isPending}
        onConfirm={() => end.mutate()}
        onClose={close}
      />
      {asking === 'activity' && (
        <ActivityDialog accountId={accountId} connectionId={connection.id} app={app} onClose={close} />
      )}
      {asking === 'secret' && (
        <SigningSecretDialog
          accountId={accountId}
          connectionId={connection.id}
          app={app}
          timezone={timezone}
          onClose={close}
        />
      )}
    </>
  )
}
