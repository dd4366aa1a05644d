import { Box, Button, Menu, Text } from '@mantine/core'
import { IconCheck, IconChevronDown, IconLogout, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { chooseLocale, useWords } from '../../../i18n/index.ts'
import { useLogout } from '../../session/api/logout.ts'
import { useUser } from '../../session/api/session.ts'

const languages = [
  { locale: 'en-GB', words: 'nameMenu.english', lang: 'en' },
  { locale: 'fr-FR', words: 'nameMenu.french', lang: 'fr' },
] as const

/** The user's name: language of the pages, profile, logout. */
export function NameMenu() {
  const { t, locale } = useWords()
  const user = useUser()
  const logout = useLogout()
  const navigate = useNavigate()
  const name = `${user.first_name} ${user.last_name}`.trim() || user.email
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="dark"
          aria-label={name}
          rightSection={<IconChevronDown size={16} />}
          maw={260}
          px="xs"
          flex="none"
        >
          <Text span inherit truncate visibleFrom="sm">
            {name}
          </Text>
          <Box hiddenFrom="sm" component={IconUser} size={20} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('nameMenu.language')}</Menu.Label>
        {languages.map((language) => (
          <Menu.Item
            key={language.locale}
            lang={language.lang}
            rightSection={locale === language.locale ? <IconCheck size={16} /> : undefined}
            onClick={() => chooseLocale(language.locale)}
          >
            {t(language.words)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconUser size={16} />} onClick={() => navigate({ to: '/profile' })}>
          {t('nameMenu.profile')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} />}
          disabled={logout.isPending}
          onClick={() => logout.mutate()}
        >
          {t('nameMenu.logout')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
