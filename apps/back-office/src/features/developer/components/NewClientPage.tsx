import type { ClientCredentials } from '@hub/contract/manager'
import { Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../../ui/BackLink.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { FormPage } from '../../accounts/components/FormPage.tsx'
import { createClient } from '../api/clients.ts'
import { ClientFields } from './ClientFields.tsx'
import { Credentials } from './Credentials.tsx'

/** A new client; its secret is shown on the same page, once. */
export function NewClientPage() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [created, setCreated] = useState<ClientCredentials>()
  return (
    <FormPage
      title={t('developer.create')}
      back={<BackLink to="/developer" label={t('common.back')} />}
      alone={false}
    >
      {created ? (
        <>
          <Credentials credentials={created} />
          <Group justify="flex-end" mt="md">
            <ButtonLink to="/developer/$clientId" params={{ clientId: created.client_id }}>
              {t('developer.done')}
            </ButtonLink>
          </Group>
        </>
      ) : (
        <ClientFields
          initial={{ name: '', redirect_uris: [] }}
          verb={t('common.create')}
          cancel={
            <ButtonLink to="/developer" variant="default">
              {t('common.cancel')}
            </ButtonLink>
          }
          save={createClient}
          onSaved={(credentials) => {
            void queryClient.invalidateQueries({ queryKey: ['clients'] })
            setCreated(credentials)
          }}
        />
      )}
    </FormPage>
  )
}
