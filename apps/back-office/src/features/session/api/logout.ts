import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../lib/api.ts'
import { showFailure } from '../../../ui/feedback.ts'
import { refusalText } from '../../../ui/refusals.ts'
import { leaveToLogin } from './session.ts'

function useLeave(path: string, next?: string) {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: () => api.post(path),
    onSuccess: () => leaveToLogin(next),
    onError: (error) => showFailure(refusalText(t, error)),
  })
}

/** «Déconnexion»: ends this session. With `next`, whoever logs in then comes back there. */
export const useLogout = (next?: string) => useLeave('/logout', next)

/** «Déconnexion de tous les appareils»: ends every session of the user. */
export const useLogoutEverywhere = () => useLeave('/logout-everywhere')
