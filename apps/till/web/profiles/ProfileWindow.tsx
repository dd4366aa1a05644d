import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Profile, ProfileName } from '../../src/profiles/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api, setIntervenantKey } from '../lib/api.ts'
import { identify } from '../lib/intervenant.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { NewPassword } from '../ui/NewPassword.tsx'
import { useNotify } from '../ui/notices.tsx'
import type { WindowProps } from '../windows/types.ts'
import { profileQuery } from './queries.ts'

const names = ['supervisor', 'seller', 'intervenant'] as const

/** «Profils»: who works on this poste (contract, kezia §5.12). */
export const ProfileWindow = ({ close }: WindowProps) => (
  <Loaded query={useQuery(profileQuery)}>
    {(profile) => (
      <div className="profiles">
        <p role="status">{t('profile.is', { profile: t(`profile.${profile.name}`) })}</p>
        {names.map((name) => (
          <ProfileChoice key={name} name={name} profile={profile} onDone={close} />
        ))}
        {profile.base === 'supervisor' && (
          <NewPassword
            whose="supervisor"
            hasPassword={profile.hasSupervisorPassword}
            save={(typed) => api.put('/profile/supervisor-password', typed)}
          />
        )}
      </div>
    )}
  </Loaded>
)

interface ProfileChoiceProps {
  name: ProfileName
  profile: Profile
  onDone(): void
}

function ProfileChoice({ name, profile, onDone }: ProfileChoiceProps) {
  const [password, setPassword] = useState('')
  const queryClient = useQueryClient()
  const notify = useNotify()
  const isCurrent = profile.name === name
  const needsPassword = name === 'intervenant' || (name === 'supervisor' && profile.hasSupervisorPassword)
  const isImpossible = name === 'intervenant' && !profile.hasIntervenantPassword
  const enter = useMutation<void, ApiFailure>({
    async mutationFn() {
      if (name === 'intervenant') return identify(password)
      await api.post('/profile', { profile: name, password })
      setIntervenantKey(undefined)
    },
    onSuccess() {
      setPassword('')
      notify(t('profile.changed', { profile: t(`profile.${name}`) }))
      // What one profile may read another may not. Some of it is asked of the hub, which may be long in answering.
      void queryClient.invalidateQueries()
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate()
  }
  const title = t(`profile.${name}`)
  return (
    <form onSubmit={submit}>
      <fieldset className="profile-choice">
        <legend>{title}</legend>
        <p className="help">{t(`profile.${name}.help`)}</p>
        {isImpossible && <p className="help">{t('profile.noIntervenantPassword')}</p>}
        {!isCurrent && !isImpossible && (
          <>
            {needsPassword && (
              <TextField
                label={t('profile.password')}
                type="password"
                value={password}
                error={enter.error?.fields.password ?? enter.error?.message}
                onChange={setPassword}
              />
            )}
            <Button type="submit" disabled={enter.isPending || (needsPassword && password === '')}>
              {t('profile.enter', { profile: title })}
            </Button>
          </>
        )}
      </fieldset>
    </form>
  )
}
