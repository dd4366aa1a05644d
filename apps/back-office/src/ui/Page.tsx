import { Group, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetPageTitle } from './pageTitle.ts'

interface Props {
  /** Plain text: the browser's tab and the phone's top bar. */
  title: string
  /** The arrow «←» of a page reached from another. */
  back?: ReactNode
  /** Buttons and links at the right of the title. */
  actions?: ReactNode
  children: ReactNode
}

/** A page of the back office: its title, then its cards. On a phone the title stands in the top bar. */
export function Page({ title, back, actions, children }: Props) {
  const { t } = useTranslation()
  const setTitle = useSetPageTitle()
  useEffect(() => {
    document.title = t('app.pageTitle', { title })
    setTitle(title)
  }, [t, title, setTitle])
  return (
    <>
      <Group justify="space-between" mb={{ base: back || actions ? 'md' : 0, sm: 'md' }} gap="sm">
        <Group gap="xs" wrap="nowrap">
          {back}
          <Title order={1} visibleFrom="sm" className="hub-break">
            {title}
          </Title>
        </Group>
        {actions}
      </Group>
      {children}
    </>
  )
}
