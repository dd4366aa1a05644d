import { Text } from '@mantine/core'
import {
  IconBook2,
  IconBuildingStore,
  IconCode,
  IconLayoutDashboard,
  IconPackages,
  IconPlugConnected,
  IconReceipt,
  IconSettings,
  IconUser,
  IconUsers,
} from '@tabler/icons-react'
import { Link, type LinkProps, useLocation } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Navigation.module.css'

interface EntryProps {
  to: LinkProps['to']
  label: string
  icon: ComponentType<{ size: number; 'aria-hidden': true }>
  /** Beginnings of the addresses of the pages that keep this entry active. */
  under: string[]
  nested?: boolean
}

function Entry({ to, label, icon: Icon, under, nested }: EntryProps) {
  const { pathname } = useLocation()
  const isActive = under.some((start) => pathname === start || pathname.startsWith(`${start}/`))
  return (
    <Link
      to={to}
      className={classes.entry}
      data-nested={nested || undefined}
      data-active={isActive || undefined}
      aria-current={isActive ? 'page' : undefined}
      activeProps={{}}
    >
      <Icon size={20} aria-hidden />
      {label}
    </Link>
  )
}

/** The left menu; CONFIGURATION itself opens the account or location of the selectors. */
export function Navigation() {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('menu.label')}>
      <Entry to="/dashboard" label={t('menu.dashboard')} icon={IconLayoutDashboard} under={['/dashboard']} />
      <Entry
        to="/connections"
        label={t('menu.connections')}
        icon={IconPlugConnected}
        under={['/connections']}
      />
      <Text className={classes.heading}>{t('menu.data')}</Text>
      <Entry to="/orders" label={t('menu.orders')} icon={IconReceipt} under={['/orders']} nested />
      <Entry to="/customers" label={t('menu.customers')} icon={IconUsers} under={['/customers']} nested />
      <Entry to="/catalogs" label={t('menu.catalogs')} icon={IconBook2} under={['/catalogs']} nested />
      <Entry to="/inventory" label={t('menu.inventory')} icon={IconPackages} under={['/inventory']} nested />
      <Entry to="/settings" label={t('menu.settings')} icon={IconSettings} under={['/settings']} />
      <Entry to="/profile" label={t('menu.profile')} icon={IconUser} under={['/profile']} nested />
      <Entry
        to="/accounts"
        label={t('menu.accounts')}
        icon={IconBuildingStore}
        under={['/accounts', '/locations']}
        nested
      />
      <Entry to="/developer" label={t('menu.developer')} icon={IconCode} under={['/developer']} nested />
    </nav>
  )
}
