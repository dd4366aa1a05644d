import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { t } from '../labels/index.ts'
import { ApiFailure, api } from '../lib/api.ts'
import { shopQuery, stationAccessQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'

/** Another station of the network is paired, once, before it sees anything. */
export function StationGate({ children }: { children: ReactNode }) {
  const { error } = useQuery(shopQuery)
  return error instanceof ApiFailure && error.status === 401 ? <PairingScreen /> : children
}

function PairingScreen() {
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const { data: access } = useQuery(stationAccessQuery)
  const queryClient = useQueryClient()
  const pair = useMutation<void, ApiFailure>({
    mutationFn: () => api.post('/station-access', { code, name }),
    onSuccess: () => queryClient.resetQueries(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    pair.mutate()
  }
  const refusal = pair.error
  const nameError = refusal?.fields.name
  return (
    <main className="station">
      <form className="station-form" onSubmit={submit}>
        <h1>{t('station.title')}</h1>
        <p className="help">{t('station.help')}</p>
        <TextField
          label={t('station.code')}
          inputMode="numeric"
          value={code}
          error={refusal?.fields.code ?? (nameError ? undefined : refusal?.message)}
          onChange={setCode}
        />
        <TextField
          label={t('station.name')}
          maxLength={40}
          value={name}
          error={nameError}
          onChange={setName}
        />
        {access && !access.isEncrypted && <p className="station-plain">{t('network.plain')}</p>}
        <Button
          type="submit"
          look="primary"
          disabled={code.trim() === '' || name.trim() === '' || pair.isPending}
        >
          {t('station.enter')}
        </Button>
      </form>
    </main>
  )
}
