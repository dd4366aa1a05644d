import type { Profile } from '@hub/contract/manager'
import { Anchor, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Section } from '../../../ui/Section.tsx'
import { useAct } from '../../../ui/useAct.ts'
import { useLogoutEverywhere } from '../../session/api/logout.ts'
import { sendAddressLink } from '../api/profile.ts'
import { ChangePasswordForm } from './ChangePasswordForm.tsx'
import { ProfileForm } from './ProfileForm.tsx'

type Open = 'profile' | 'password' | 'logout'

/** Card «Informations»: shown, or as a form. */
export function InformationCard({ profile }: { profile: Profile }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const logout = useLogoutEverywhere()
  const resend = useAct(sendAddressLink)
  return (
    <Section title={t('profile.information')}>
      {open === 'profile' && <ProfileForm profile={profile} onClose={close} />}
      {open === 'password' && <ChangePasswordForm onClose={close} />}
      {(open === undefined || open === 'logout') && (
        <>
          <Facts
            facts={[
              [t('profile.fullName'), `${profile.first_name} ${profile.last_name}`],
              [
                t('profile.email'),
                profile.email_verified ? profile.email : `${profile.email} (${t('profile.unverified')})`,
              ],
              [
                t('profile.pendingEmail'),
                profile.pending_email && t('profile.pendingEmail.text', { email: profile.pending_email }),
              ],
              [t('profile.locale'), t(`locale.${profile.locale}`)],
            ]}
          />
          <Group justify="space-between" mt="lg">
            <Group gap="lg">
              {!profile.email_verified && (
                <Anchor component="button" type="button" onClick={() => resend.mutate()}>
                  {t('profile.sendAddressLink')}
                </Anchor>
              )}
              <Anchor component="button" type="button" onClick={() => setOpen('password')}>
                {t('profile.changePassword')}
              </Anchor>
              <Anchor component="button" type="button" onClick={() => setOpen('logout')}>
                {t('profile.logoutEverywhere')}
              </Anchor>
            </Group>
            <Button onClick={() => setOpen('profile')}>{t('common.modify')}</Button>
          </Group>
        </>
      )}
      <ConfirmDialog
        opened={open === 'logout'}
        title={t('profile.logoutEverywhere')}
        name={profile.email}
        text={t('profile.logoutEverywhere.text')}
        verb={t('common.confirm')}
        pending={logout.isPending}
        onConfirm={() => logout.mutate()}
        onClose={close}
      />
    </Section>
  )
}
