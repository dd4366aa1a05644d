import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { withChoice } from '../../lib/next.ts'
import { showDone } from '../../ui/feedback.ts'

interface Created {
  accountId: string
  locationId: string
}

/** After a creation: back to the authorisation with the new location chosen, else to the page of what was made. */
export function useReturn(next: string | undefined) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return async ({ accountId, locationId }: Created, show: 'account' | 'location' = 'account') => {
    if (next !== undefined) return window.location.assign(withChoice(next, accountId, locationId))
    await queryClient.invalidateQueries()
    showDone(t('feedback.done'))
    await (show === 'account'
      ? navigate({ to: '/accounts/$accountId', params: { accountId } })
      : navigate({ to: '/locations/$locationId', params: { locationId } }))
  }
}
