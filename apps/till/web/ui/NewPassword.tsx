import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { t } from '../labels/index.ts'
import type { ApiFailure } from '../lib/api.ts'
import { Button } from './Button.tsx'
import { useConfirm } from './confirm.tsx'
import { TextField } from './fields.tsx'
import { useNotify, useNotifyFailure } from './notices.tsx'

export interface TypedPassword {
  newPassword: string
  confirmation: string
}

const blank: TypedPassword = { newPassword: '', confirmation: '' }

interface NewPasswordProps {
  /** Whose password it is: the first word of its texts. */
  whose: 'intervenant' | 'supervisor'
  hasPassword: boolean
  /** An empty one removes it. */
  save(typed: TypedPassword): Promise<void>
  onSaved?(): void
}

/** Sets, changes or removes a password; typed twice, and removed only after a question. */
export function NewPassword({ whose, hasPassword, save, onSaved }: NewPasswordProps) {
  const [typed, setTyped] = useState(blank)
  const notify = useNotify()
  const confirm = useConfirm()
  const saving = useMutation<void, ApiFailure, TypedPassword>({
    mutationFn: save,
    onSuccess: (_, { newPassword }) => {
      setTyped(blank)
      notify(t(newPassword === '' ? `${whose}.removed` : `${whose}.saved`))
      onSaved?.()
    },
    onError: useNotifyFailure(),
  })
  async function askAndRemove() {
    const agreed = await confirm({
      title: t(`${whose}.remove.title`),
      message: t(`${whose}.remove.message`),
      action: t('password.remove.action'),
    })
    if (agreed) saving.mutate(blank)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate(typed)
  }
  const field = (name: keyof TypedPassword) => (
    <TextField
      label={t(`password.${name}`)}
      type="password"
      autoComplete="new-password"
      value={typed[name]}
      error={saving.error?.fields[name]}
      onChange={(value) => setTyped((before) => ({ ...before, [name]: value }))}
    />
  )
  return (
    <form className="new-password" onSubmit={submit}>
      <fieldset>
        <legend>{t(`${whose}.title`)}</legend>
        <p className="help">{t(hasPassword ? `${whose}.some` : `${whose}.none`)}</p>
        {field('newPassword')}
        {field('confirmation')}
        <div className="window-buttons">
          {hasPassword && (
            <Button look="danger" disabled={saving.isPending} onClick={() => void askAndRemove()}>
              {t('password.remove')}
            </Button>
          )}
          <Button type="submit" disabled={typed.newPassword === '' || saving.isPending}>
            {t('password.set')}
          </Button>
        </div>
      </fieldset>
    </form>
  )
}
