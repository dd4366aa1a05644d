import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { hubQuery } from '../queries.ts'

/** Field to paste the code in (contract, kezia D6). After an error the code stays, editable. */
export function CodeField({ onClose }: { onClose(): void }) {
  const [code, setCode] = useState('')
  const id = useId()
  const errorId = useId()
  const field = useRef<HTMLInputElement>(null)
  const queryClient = useQueryClient()
  const connect = useMutation<HubState, ApiFailure>({
    mutationFn: () => api.post<HubState>('/hub/connect', { code: code.trim() }),
    onSuccess: (hub) => {
      queryClient.setQueryData(hubQuery.queryKey, hub)
      onClose()
    },
    onError: () => field.current?.focus(),
  })
  useEffect(() => field.current?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    connect.mutate()
  }
  return (
    <form className="code-field" onSubmit={submit}>
      <label htmlFor={id}>{t('hub.code')}</label>
      <div className="code-line">
        <input
          id={id}
          ref={field}
          autoComplete="off"
          spellCheck={false}
          value={code}
          aria-invalid={connect.isError}
          aria-describedby={connect.isError ? errorId : undefined}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button type="submit" look="primary" disabled={code.trim() === '' || connect.isPending}>
          {t('hub.ok')}
        </Button>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
      </div>
      {connect.isPending && <p role="status">{t('hub.connecting')}</p>}
      {connect.isError && (
        <p className="field-error" id={errorId} role="alert">
          {connect.error.message}
        </p>
      )}
    </form>
  )
}
