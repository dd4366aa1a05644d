import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../../ui/links.tsx'

/** «Annuler» of a creation: back to the page that asked for it, else to the accounts. */
export function CancelButton({ next, account }: { next: string | undefined; account?: string }) {
  const { t } = useTranslation()
  if (next !== undefined)
    return (
      <Button component="a" href={next} variant="default">
        {t('common.cancel')}
      </Button>
    )
  if (account !== undefined)
    return (
      <ButtonLink to="/accounts/$accountId" params={{ accountId: account }} variant="default">
        {t('common.cancel')}
      </ButtonLink>
    )
  return (
    <ButtonLink to="/accounts" variant="default">
      {t('common.cancel')}
    </ButtonLink>
  )
}
