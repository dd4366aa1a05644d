import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { showFailure } from '../../../ui/feedback.ts'
import { refusalText } from '../../../ui/refusals.ts'
import { emailUndoQuery, undoEmailChange } from '../api/access.ts'
import { DeadLink } from './DeadLink.tsx'
import { LinkPage } from './LinkPage.tsx'

const route = getRouteApi('/undo_email/$token')

/** Undoes an e-mail change by its button, then asks for a new password (security S22). */
export function UndoEmailPage() {
  const { t } = useTranslation()
  const { token } = route.useParams()
  const query = useQuery(emailUndoQuery(token))
  const navigate = useNavigate()
  const undo = useMutation({
    mutationFn: () => undoEmailChange(token),
    onSuccess: ({ reset }) => navigate({ to: '/reset_password/$token', params: { token: reset } }),
    onError: (error) => showFailure(refusalText(t, error)),
  })
  return (
    <LinkPage title={t('undoEmail.title')} query={query} dead={<DeadLink text={t('link.dead.text')} />}>
      {({ email, current_email }) => (
        <Stack>
          <Text className="hub-break">{t('undoEmail.text', { email, current: current_email })}</Text>
          <Button loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('undoEmail.submit')}
          </Button>
        </Stack>
      )}
    </LinkPage>
  )
}
