import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LoadedPage } from '../../../ui/LoadedPage.tsx'
import { Page } from '../../../ui/Page.tsx'
import { profileQuery } from '../api/profile.ts'
import { InformationCard } from './InformationCard.tsx'
import { InvitationsCard } from './InvitationsCard.tsx'
import { OwnPermissionsCard } from './OwnPermissionsCard.tsx'

export function ProfilePage() {
  const { t } = useTranslation()
  const query = useQuery(profileQuery)
  return (
    <Page title={t('profile.title')}>
      <LoadedPage query={query}>
        {(profile) => (
          <>
            <InvitationsCard invitations={profile.invitations} />
            <InformationCard profile={profile} />
            <OwnPermissionsCard permissions={profile.permissions} />
          </>
        )}
      </LoadedPage>
    </Page>
  )
}
