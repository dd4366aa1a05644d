import type { ManagerLocation } from '@hub/contract/manager'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../i18n/index.ts'
import { BackLink } from '../../../ui/BackLink.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { LoadedPage } from '../../../ui/LoadedPage.tsx'
import { ButtonLink, TextLink } from '../../../ui/links.tsx'
import { Named } from '../../../ui/Named.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Section } from '../../../ui/Section.tsx'
import { HoursCard } from '../../hours/components/HoursCard.tsx'
import { PermissionsCard } from '../../permissions/components/PermissionsCard.tsx'
import { ResourcesCards } from '../../resources/components/ResourcesCards.tsx'
import { addressText } from '../address.ts'
import { locationQuery } from '../api/accounts.ts'

const route = getRouteApi('/signed-in/back-office/locations/$locationId')

export function LocationPage() {
  const { t } = useTranslation()
  const { locationId } = route.useParams()
  const query = useQuery(locationQuery(locationId))
  const location = query.data
  return (
    <Page
      title={location ? t('location.title', location) : t('location.card')}
      back={
        location?.account_visible ? (
          <BackLink
            to="/accounts/$accountId"
            params={{ accountId: location.account.id }}
            label={t('location.back')}
          />
        ) : (
          <BackLink to="/accounts" label={t('common.back')} />
        )
      }
    >
      <LoadedPage query={query}>{(data) => <Cards location={data} />}</LoadedPage>
    </Page>
  )
}

function Cards({ location }: { location: ManagerLocation }) {
  const owner = { entity: 'locations', id: location.id } as const
  return (
    <>
      <LocationCard location={location} />
      <PermissionsCard owner={owner} canManage={location.abilities.manage_users} />
      <HoursCard locationId={location.id} canEdit={location.abilities.edit} />
      <ResourcesCards owner={owner} canManage={location.abilities.manage_resources} />
    </>
  )
}

function LocationCard({ location }: { location: ManagerLocation }) {
  const { t, locale } = useWords()
  const { id, name, account, billing_address } = location
  return (
    <Section
      title={t('location.card')}
      actions={
        location.abilities.edit && (
          <ButtonLink to="/locations/$locationId/edit" params={{ locationId: id }} size="xs">
            {t('location.modify')}
          </ButtonLink>
        )
      }
    >
      <Facts
        facts={[
          [t('location.name'), <Named key="name" name={name} id={id} />],
          [
            t('location.account'),
            location.account_visible ? (
              <TextLink key="account" to="/accounts/$accountId" params={{ accountId: account.id }} size="sm">
                <Named {...account} />
              </TextLink>
            ) : (
              <Named key="account" {...account} />
            ),
          ],
          [t('location.address'), addressText(locale, location) ?? t('common.none')],
          [t('account.timezone'), location.timezone],
          [
            t('account.billingAddress'),
            billing_address ? addressText(locale, billing_address) : t('location.sameAddress'),
          ],
          [t('account.vatNumber'), location.vat_number],
          [t('account.billingLocale'), t(`locale.${location.billing_locale}`)],
        ]}
      />
    </Section>
  )
}
