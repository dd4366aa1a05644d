import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { identify } from '../lib/intervenant.ts'
import { Button } from '../ui/Button.tsx'
import { useConfirm } from '../ui/confirm.tsx'
import { TextField } from '../ui/fields.tsx'
import { useNotify } from '../ui/notices.tsx'

const blank = { newPassword: '', confirmation: '' }

export function IntervenantPassword({ hasPassword }: { hasPassword: boolean }) {
  const [typed, setTyped] = useState(blank)
  const queryClient = useQueryClient()
  const notify = useNotify()
  const confirm = useConfirm()
  const save = useMutation<void, ApiFailure, typeof blank>({
    mutationFn: async (next) => {
      await api.put('/intervenant/password', next)
      // Whoever sets it goes on working: the change ended every identification, this one too.
      if (next.newPassword !== '') await identify(next.newPassword)
    },
    onSuccess: (_, { newPassword }) => {
      setTyped(blank)
      notify(t(newPassword === '' ? 'intervenant.removed' : 'intervenant.changed'))
      void queryClient.invalidateQueries({ queryKey: ['intervenant'] })
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  async function askAndRemove() {
    const agreed = await confirm({
      title: t('intervenant.remove.title'),
      message: t('intervenant.remove.message'),
      action: t('intervenant.remove.action'),
    })
    if (agreed) save.mutate(blank)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(typed)
  }
  const errors = save.error?.fields ?? {}
  return (
    <form className="settings-side" onSubmit={submit}>
      <fieldset className="intervenant">
        <legend>{t('intervenant.title')}</legend>
        <p className="help">{t(hasPassword ? 'intervenant.some' : 'intervenant.none')}</p>
        <TextField
          label={t('intervenant.new')}
          type="password"
          autoComplete="new-password"
          value={typed.newPassword}
          error={errors.newPassword}
          onChange={(newPassword) => setTyped({ ...typed, newPassword })}
        />
        <TextField
          label={t('intervenant.confirmation')}
          type="password"
          autoComplete="new-password"
          value={typed.confirmation}
          error={errors.confirmation}
          onChange={(confirmation) => setTyped({ ...typed, confirmation })}
        />
        <Button type="submit" disabled={typed.newPassword === '' || save.isPending}>
          {t('intervenant.set')}
        </Button>
        {hasPassword && (
          <Button look="danger" disabled={save.isPending} onClick={() => void askAndRemove()}>
            {t('intervenant.remove')}
          </Button>
        )}
      </fieldset>
    </form>
  )
}
