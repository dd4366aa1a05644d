import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { t } from '../labels/index.ts'
import type { ApiFailure } from '../lib/api.ts'
import { identify } from '../lib/intervenant.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'

/** The banner of W-4 while a password protects the settings and nobody gave it. */
export function Identification() {
  const [password, setPassword] = useState('')
  const queryClient = useQueryClient()
  const enter = useMutation<void, ApiFailure>({
    mutationFn: () => identify(password),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['intervenant'] }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate()
  }
  return (
    <section className="identification">
      <form onSubmit={submit}>
        <div className="identification-ask">
          <h3>{t('webOrders.identification')}</h3>
          <p>{t('webOrders.identify')}</p>
        </div>
        <TextField
          label={t('webOrders.password')}
          type="password"
          autoFocus
          value={password}
          error={enter.error?.fields.password ?? enter.error?.message}
          onChange={setPassword}
        />
        <Button type="submit" look="primary" disabled={enter.isPending}>
          {t('webOrders.enter')}
        </Button>
      </form>
    </section>
  )
}
