import type { ManagerAccount } from '@hub/contract/manager'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../i18n/index.ts'
import { BackLink } from '../../../ui/BackLink.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { LoadedPage } from '../../../ui/LoadedPage.tsx'
import { ButtonLink, TextLink } from '../../../ui/links.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Section } from '../../../ui/Section.tsx'
import { PermissionsCard } from '../../permissions/components/PermissionsCard.tsx'
import { ResourcesCards } from '../../resources/components/ResourcesCards.tsx'
import { addressText } from '../address.ts'
import { accountQuery } from '../api/accounts.ts'
import { LocationsCard } from './LocationsCard.tsx'

const route = getRouteApi('/signed-in/back-office/accounts/$accountId')

export function AccountPage() {
  const { t } = useTranslation()
  const { accountId } = route.useParams()
  const query = useQuery(accountQuery(accountId))
  const title = query.data ? t('account.title', query.data) : t('account.card')
  return (
    <Page
      title={title}
      back={<BackLink to="/accounts" label={t('common.back')} />}
      actions={
        query.data && (
          <TextLink to="/dashboard" search={{ account: accountId }}>
            {t('account.dashboard')}
          </TextLink>
        )
      }
    >
      <LoadedPage query={query}>{(account) => <Cards account={account} />}</LoadedPage>
    </Page>
  )
}

function Cards({ account }: { account: ManagerAccount }) {
  const owner = { entity: 'accounts', id: account.id } as const
  return (
    <>
      <AccountCard account={account} />
      <LocationsCard account={account} />
      <PermissionsCard owner={owner} canManage={account.abilities.manage_users} />
      <ResourcesCards owner={owner} canManage={account.abilities.manage_resources} />
    </>
  )
}

function AccountCard({ account }: { account: ManagerAccount }) {
  const { t, locale } = useWords()
  const { id, name, timezone, currency, billing, abilities } = account
  const currencyName = new Intl.DisplayNames(locale, { type: 'currency' }).of(currency)
  return (
    <Section
      title={t('account.card')}
      actions={
        <>
          {abilities.add_location && (
            <ButtonLink to="/locations/new" search={{ account: id }} size="xs" variant="default">
              {t('account.addLocation')}
            </ButtonLink>
          )}
          {abilities.edit && (
            <ButtonLink to="/accounts/$accountId/edit" params={{ accountId: id }} size="xs">
              {t('account.modify')}
            </ButtonLink>
          )}
        </>
      }
    >
      <Facts
        facts={[
          [t('account.name'), name],
          [t('account.timezone'), timezone],
          [t('account.currency'), `${currency} - ${currencyName}`],
          [t('account.billingAddress'), addressText(locale, billing) ?? t('common.none')],
          [t('account.vatNumber'), billing.vat_number ?? t('common.none')],
          [t('account.billingLocale'), t(`locale.${billing.locale}`)],
        ]}
      />
    </Section>
  )
}
