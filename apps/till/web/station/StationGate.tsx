import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { t } from '../labels/index.ts'
import { ApiFailure, api } from '../lib/api.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'

/** Another poste of the network gives the till's code once before it sees anything. */
export function StationGate({ children }: { children: ReactNode }) {
  const { error } = useQuery(shopQuery)
  return error instanceof ApiFailure && error.status === 401 ? <CodeScreen /> : children
}

function CodeScreen() {
  const [code, setCode] = useState('')
  const queryClient = useQueryClient()
  const enter = useMutation<void, ApiFailure>({
    mutationFn: () => api.post('/station-access', { code }),
    onSuccess: () => queryClient.resetQueries(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate()
  }
  return (
    <main className="station">
      <form className="station-form" onSubmit={submit}>
        <h1>{t('station.title')}</h1>
        <p className="help">{t('station.help')}</p>
        <TextField
          label={t('station.code')}
          inputMode="numeric"
          value={code}
          error={enter.error?.fields.code ?? enter.error?.message}
          onChange={setCode}
        />
        <Button type="submit" look="primary" disabled={code.trim() === '' || enter.isPending}>
          {t('station.enter')}
        </Button>
      </form>
    </main>
  )
}
