import type { Banner, SessionAccount } from '@hub/contract/manager'
import { Alert, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { TextLink } from '../../../ui/links.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { useSession } from '../../session/api/session.ts'

/** Open problems, above the title of every page, each with a link to the page that settles or shows it. */
export function Banners() {
  const { banners, accounts, invitations } = useSession()
  return (
    <>
      {invitations > 0 && <InvitationBox />}
      {banners.map((banner) => {
        const account = accounts.find(({ id }) => id === banner.account_id)
        if (!account) return null
        return (
          <BannerBox
            key={`${banner.code} ${banner.account_id} ${banner.location_id}`}
            banner={banner}
            account={account}
          />
        )
      })}
    </>
  )
}

/** A right that somebody offers is accepted on the profile page (security S24). */
function InvitationBox() {
  const { t } = useTranslation()
  const isThere = useLocation({ select: ({ pathname }) => pathname === '/profile' })
  if (isThere) return null
  return (
    <Notice tone="careful" mb="md" p="sm">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t('banner.invitation')}</Text>
        <TextLink to="/profile">{t('banner.invitation.link')}</TextLink>
      </Group>
    </Notice>
  )
}

function BannerBox({ banner, account }: { banner: Banner; account: SessionAccount }) {
  const { t } = useTranslation()
  const location = account.locations.find(({ id }) => id === banner.location_id)
  const name = location?.name ?? account.name
  const isVat = banner.code === 'vat_number_missing'
  const words = isVat
    ? 'banner.vat_number_missing'
    : banner.code === 'till_silent'
      ? 'banner.till_silent'
      : (`banner.suspended.${location ? 'location' : 'account'}` as const)
  return (
    <Alert variant="outline" color="red.8" bg="white" mb="md" p="sm" icon={<IconAlertTriangle />}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t(words, { name })}</Text>
        {isVat ? (
          <TextLink to="/accounts/$accountId/edit" params={{ accountId: account.id }}>
            {t('banner.vat_number_missing.link')}
          </TextLink>
        ) : (
          <TextLink
            to="/connections"
            search={{ account: account.id, location: banner.location_id ?? undefined }}
          >
            {t('banner.suspended.link')}
          </TextLink>
        )}
      </Group>
    </Alert>
  )
}
