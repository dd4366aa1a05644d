import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { showDone, showFailure } from './feedback.ts'
import { refusalText } from './refusals.ts'

/**
 * A change made by a button: green bar and fresh data, or the red bar with the reason.
 * @param onDone may leave the page first, whose data may be gone
 */
export function useAct<Input = void>(act: (input: Input) => Promise<unknown>, onDone?: () => unknown) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      showDone(t('feedback.done'))
      await onDone?.()
      await queryClient.invalidateQueries()
    },
    onError: (error) => showFailure(refusalText(t, error)),
  })
}
