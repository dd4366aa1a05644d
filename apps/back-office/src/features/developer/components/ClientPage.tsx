import type { ClientCredentials, DeveloperClientDetails } from '@hub/contract/manager'
import { Button, List, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../i18n/index.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { BackLink } from '../../../ui/BackLink.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { showDone, showFailure } from '../../../ui/feedback.ts'
import { LoadedPage } from '../../../ui/LoadedPage.tsx'
import { Page } from '../../../ui/Page.tsx'
import { refusalText } from '../../../ui/refusals.ts'
import { Section } from '../../../ui/Section.tsx'
import { Empty } from '../../../ui/States.tsx'
import { useAct } from '../../../ui/useAct.ts'
import { clientQuery, deleteClient, rotateSecret, updateClient } from '../api/clients.ts'
import { CancelButton, ClientFields } from './ClientFields.tsx'
import { Credentials } from './Credentials.tsx'

const route = getRouteApi('/signed-in/back-office/developer/$clientId')

export function ClientPage() {
  const { t } = useTranslation()
  const { clientId } = route.useParams()
  const query = useQuery(clientQuery(clientId))
  return (
    <Page
      title={query.data?.name ?? t('developer.client')}
      back={<BackLink to="/developer" label={t('common.back')} />}
    >
      <LoadedPage query={query}>{(client) => <Cards client={client} />}</LoadedPage>
    </Page>
  )
}

function Cards({ client }: { client: DeveloperClientDetails }) {
  const { t } = useTranslation()
  return (
    <>
      <ClientCard client={client} />
      <SecretCard client={client} />
      <Section title={t('developer.connected', { count: client.connections })}>
        {client.connected.length === 0 ? (
          <Empty text={t('developer.connected.none')} />
        ) : (
          <Connected client={client} />
        )}
      </Section>
      <DeleteCard client={client} />
    </>
  )
}

function ClientCard({ client }: { client: DeveloperClientDetails }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [editing, setEditing] = useState(false)
  const { id, name, redirect_uris } = client
  return (
    <Section
      title={t('developer.client')}
      actions={
        !editing && (
          <Button size="xs" onClick={() => setEditing(true)}>
            {t('common.modify')}
          </Button>
        )
      }
    >
      {editing ? (
        <ClientFields
          initial={{ name, redirect_uris }}
          verb={t('common.update')}
          cancel={<CancelButton onClick={() => setEditing(false)} />}
          save={(form) => updateClient(id, form)}
          onSaved={() => {
            void queryClient.invalidateQueries({ queryKey: ['clients'] })
            showDone(t('feedback.done'))
            setEditing(false)
          }}
        />
      ) : (
        <Facts
          facts={[
            [t('developer.nameField'), name],
            [t('developer.clientIdField'), id],
            [
              t('developer.uris'),
              redirect_uris.length > 0
                ? redirect_uris.map((uri) => (
                    <div key={uri} className="hub-break">
                      {uri}
                    </div>
                  ))
                : t('developer.uris.none'),
            ],
            [t('developer.approved'), client.approved && t('developer.approved.yes')],
            [t('developer.kind'), client.is_app && t('developer.kind.app')],
          ]}
        />
      )}
    </Section>
  )
}

function SecretCard({ client }: { client: DeveloperClientDetails }) {
  const { t, locale } = useWords()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [told, setTold] = useState<ClientCredentials>()
  const renew = useMutation({
    mutationFn: () => rotateSecret(client.id),
    onSuccess: (credentials) => {
      setAsking(false)
      setTold(credentials)
      void queryClient.invalidateQueries({ queryKey: ['clients'] })
    },
    onError: (error) => showFailure(refusalText(t, error)),
  })
  const until = client.previous_secret_until
  return (
    <Section
      title={t('developer.secret')}
      actions={
        <Button size="xs" variant="default" onClick={() => setAsking(true)}>
          {t('developer.secret.renew')}
        </Button>
      }
    >
      <Text>{t('developer.secret.hidden')}</Text>
      {until && (
        <Text mt="xs">
          {t('developer.secret.overlap', {
            time: formatDateTime(locale, until, Intl.DateTimeFormat().resolvedOptions().timeZone),
          })}
        </Text>
      )}
      <ConfirmDialog
        opened={asking}
        title={t('developer.secret.renew.title')}
        name={client.name}
        text={t('developer.secret.renew.text')}
        verb={t('developer.secret.renew')}
        pending={renew.isPending}
        onConfirm={() => renew.mutate()}
        onClose={() => setAsking(false)}
      />
      <Modal
        opened={told !== undefined}
        onClose={() => setTold(undefined)}
        title={t('developer.secret')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {told && <Credentials credentials={told} />}
      </Modal>
    </Section>
  )
}

function Connected({ client: { connected, connections } }: { client: DeveloperClientDetails }) {
  const { t } = useTranslation()
  const text = ({ account, location, device_id }: DeveloperClientDetails['connected'][number]) =>
    [
      account ? `${account.name} - ${account.id}` : t('developer.connected.profile'),
      location && `${location.name} - ${location.id}`,
      device_id,
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Stack gap="xs">
      <List size="sm">
        {connected.map((connection) => (
          <List.Item key={text(connection)} className="hub-break">
            {text(connection)}
          </List.Item>
        ))}
      </List>
      {connections > connected.length && (
        <Text size="sm" c="var(--hub-grey)">
          {t('developer.connected.more', { count: connections - connected.length })}
        </Text>
      )}
    </Stack>
  )
}

function DeleteCard({ client }: { client: DeveloperClientDetails }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const remove = useAct(
    () => deleteClient(client.id),
    () => navigate({ to: '/developer' }),
  )
  return (
    <Section
      title={t('developer.delete')}
      actions={
        <Button size="xs" variant="default" c="red.8" onClick={() => setAsking(true)}>
          {t('common.delete')}
        </Button>
      }
    >
      <Text>{t('developer.delete.help')}</Text>
      <ConfirmDialog
        opened={asking}
        title={t('developer.delete.title')}
        name={`${client.name} - ${client.id}`}
        text={t('developer.delete.text', { count: client.connections })}
        verb={t('common.delete')}
        danger
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      />
    </Section>
  )
}
