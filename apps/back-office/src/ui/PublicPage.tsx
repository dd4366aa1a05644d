import { Center, Container, Group, Paper, Stack, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { inOrder } from './inOrder.ts'
import { LanguageLink } from './LanguageLink.tsx'
import { Logo } from './Logo.tsx'

/** A word with hyphens, short enough for the narrowest screen. */
const hyphened = /((?<=^|\s)(?=\S{3,20}(?:\s|$))\S+-\S+)/

const unbroken = (word: string) => <span style={{ whiteSpace: 'nowrap' }}>{word}</span>

interface Props {
  title: string
  /** For the browser's tab, when the title on the page is a sentence. */
  tabTitle?: string
  size?: number
  /** Links under the card, before the one to the other language. */
  footer?: ReactNode
  children: ReactNode
}

/** A page without the back office around it: login, links of mails, authorisation. */
export function PublicPage({ title, tabTitle = title, size = 440, footer, children }: Props) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = t('app.pageTitle', { title: tabTitle })
  }, [t, tabTitle])
  return (
    <Container size={size} component="main" px="md" py={{ base: 'lg', sm: 32 }}>
      <Center mb="lg">
        <Logo />
      </Center>
      <Paper p={{ base: 'md', sm: 'xl' }}>
        <Stack>
          <Title order={1} className="hub-break">
            {inOrder(title.split(hyphened).map((part, index) => (index % 2 === 1 ? unbroken(part) : part)))}
          </Title>
          {children}
        </Stack>
      </Paper>
      <Group justify={footer ? 'space-between' : 'center'} mt="md" px="xs">
        {footer}
        <LanguageLink />
      </Group>
    </Container>
  )
}
