import type { AuthorizeBody } from '@hub/contract/manager'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  pending: AuthorizeBody['decision'] | undefined
  canAllow: boolean
  /** Nothing that this user may connect. */
  canOnlyDeny: boolean
  hasNext: boolean
  onDeny: () => void
  onNext: () => void
  onAllow: () => void
}

export function ConsentButtons({ pending, canAllow, canOnlyDeny, hasNext, onDeny, onNext, onAllow }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <Button color="dark" loading={pending === 'deny'} disabled={pending === 'allow'} onClick={onDeny}>
        {t('authorize.deny')}
      </Button>
      {!canOnlyDeny &&
        (hasNext ? (
          <Button disabled={!canAllow || pending !== undefined} onClick={onNext}>
            {t('authorize.next')}
          </Button>
        ) : (
          <Button loading={pending === 'allow'} disabled={!canAllow || pending === 'deny'} onClick={onAllow}>
            {t('authorize.allow')}
          </Button>
        ))}
    </>
  )
}
