import type {
  AuthorizeBody,
  AuthorizeCandidate,
  AuthorizeOutcome,
  AuthorizePage,
} from '@hub/contract/manager'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../lib/api.ts'
import { showFailure } from '../../ui/feedback.ts'
import { fieldTexts, refusalText } from '../../ui/refusals.ts'
import { decide } from './api/authorize.ts'
import type { Choice } from './choice.ts'

interface Granted {
  candidate: AuthorizeCandidate | undefined
  choice: Choice
  /** `""`: none. */
  device: string
}

/** Sends «Autoriser» or «Refuser». A redirection leaves the page, so the buttons stay busy until it is gone. */
export function useDecide(
  page: AuthorizePage,
  onOutcome: (outcome: Exclude<AuthorizeOutcome, { outcome: 'redirect' }>) => void,
) {
  const { t } = useTranslation()
  const [isLeaving, setIsLeaving] = useState(false)
  const [deviceError, setDeviceError] = useState<string>()
  const mutation = useMutation({
    mutationFn: decide,
    onSuccess: (answer) => {
      if (answer.outcome !== 'redirect') return onOutcome(answer)
      setIsLeaving(true)
      window.location.assign(answer.location)
    },
    onError: (error) => {
      const { device_id } = error instanceof ApiError ? fieldTexts(t, error) : {}
      if (device_id) setDeviceError(device_id)
      else showFailure(refusalText(t, error))
    },
  })
  const bodyOf = ({ candidate, choice, device }: Granted): Partial<AuthorizeBody> => ({
    location_id: page.level === 'location' ? (candidate?.id ?? null) : null,
    account_id: page.level === 'account' ? (candidate?.id ?? null) : null,
    catalog_id: page.selects_catalog ? choice.catalogId : null,
    customer_list_id: page.selects_customer_list ? choice.customerListId : null,
    device_id: page.device_id ?? (device.trim() || null),
  })
  return {
    pending: mutation.isPending || isLeaving ? mutation.variables?.decision : undefined,
    deviceError,
    decide: (decision: AuthorizeBody['decision'], granted?: Granted) => {
      setDeviceError(undefined)
      mutation.mutate({ request: page.request, decision, ...(granted && bodyOf(granted)) })
    },
  }
}
