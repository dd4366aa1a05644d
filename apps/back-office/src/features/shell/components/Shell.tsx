import { AppShell, Burger, Group, Title } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Logo } from '../../../ui/Logo.tsx'
import { PageTitleContext } from '../../../ui/pageTitle.ts'
import { LiveContext } from '../../live/LiveContext.ts'
import { useLive } from '../../live/useLive.ts'
import { Banners } from './Banners.tsx'
import { NameMenu } from './NameMenu.tsx'
import { Navigation } from './Navigation.tsx'
import { Selectors, useHasSelectors } from './Selectors.tsx'

/** What surrounds every page of the back office (contract, back-office §1). */
export function Shell() {
  const { t } = useTranslation()
  const [menuOpened, menu] = useDisclosure(false)
  const [title, setTitle] = useState('')
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const hasSelectors = useHasSelectors()
  const isLive = useLive()
  return (
    <LiveContext value={isLive}>
      <PageTitleContext value={setTitle}>
        <a href="#content" className="hub-skip">
          {t('menu.skip')}
        </a>
        <AppShell
          header={{ height: 60 }}
          navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !menuOpened } }}
          padding={{ base: 'md', md: 'lg' }}
        >
          <AppShell.Header>
            <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="md">
              <Group wrap="nowrap" gap="sm" miw={0}>
                <Burger
                  opened={menuOpened}
                  onClick={menu.toggle}
                  hiddenFrom="sm"
                  size="sm"
                  aria-label={t(menuOpened ? 'menu.close' : 'menu.open')}
                />
                <Group visibleFrom="sm" w={200}>
                  <Logo />
                </Group>
                <Title order={1} size="h2" hiddenFrom="sm" lineClamp={2}>
                  {title}
                </Title>
                {isWide && <Selectors />}
              </Group>
              <NameMenu />
            </Group>
          </AppShell.Header>
          <AppShell.Navbar py="sm" onClick={menu.close}>
            <Navigation />
          </AppShell.Navbar>
          <AppShell.Main id="content">
            {!isWide && hasSelectors && <Selectors />}
            <Banners />
            <Outlet />
          </AppShell.Main>
        </AppShell>
      </PageTitleContext>
    </LiveContext>
  )
}
