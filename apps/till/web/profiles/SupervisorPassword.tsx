import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { useConfirm } from '../ui/confirm.tsx'
import { TextField } from '../ui/fields.tsx'
import { useNotify } from '../ui/notices.tsx'

const blank = { newPassword: '', confirmation: '' }

export function SupervisorPassword({ hasPassword }: { hasPassword: boolean }) {
  const [typed, setTyped] = useState(blank)
  const notify = useNotify()
  const confirm = useConfirm()
  const save = useMutation<void, ApiFailure, typeof blank>({
    mutationFn: (next) => api.put('/profile/supervisor-password', next),
    onSuccess: (_, { newPassword }) => {
      setTyped(blank)
      notify(
        t(newPassword === '' ? 'profile.supervisorPassword.removed' : 'profile.supervisorPassword.saved'),
      )
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  async function askAndRemove() {
    const agreed = await confirm({
      title: t('profile.supervisorPassword.remove.title'),
      message: t('profile.supervisorPassword.remove.message'),
      action: t('profile.supervisorPassword.remove.action'),
    })
    if (agreed) save.mutate(blank)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(typed)
  }
  const errors = save.error?.fields ?? {}
  return (
    <form onSubmit={submit}>
      <fieldset className="profile-password">
        <legend>{t('profile.supervisorPassword')}</legend>
        <p className="help">
          {t(hasPassword ? 'profile.supervisorPassword.some' : 'profile.supervisorPassword.none')}
        </p>
        <TextField
          label={t('intervenant.new')}
          type="password"
          autoComplete="new-password"
          value={typed.newPassword}
          error={errors.newPassword}
          onChange={(newPassword) => setTyped((before) => ({ ...before, newPassword }))}
        />
        <TextField
          label={t('intervenant.confirmation')}
          type="password"
          autoComplete="new-password"
          value={typed.confirmation}
          error={errors.confirmation}
          onChange={(confirmation) => setTyped((before) => ({ ...before, confirmation }))}
        />
        <div className="window-buttons">
          {hasPassword && (
            <Button look="danger" disabled={save.isPending} onClick={() => void askAndRemove()}>
              {t('profile.supervisorPassword.remove')}
            </Button>
          )}
          <Button type="submit" disabled={typed.newPassword === '' || save.isPending}>
            {t('profile.supervisorPassword.set')}
          </Button>
        </div>
      </fieldset>
    </form>
  )
}
