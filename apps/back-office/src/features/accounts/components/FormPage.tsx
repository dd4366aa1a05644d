import { Paper } from '@mantine/core'
import type { ReactNode } from 'react'
import { Page } from '../../../ui/Page.tsx'
import { PublicPage } from '../../../ui/PublicPage.tsx'

interface Props {
  title: string
  back?: ReactNode
  /** In the middle of an authorisation: the form stands alone, without the back office around it. */
  alone: boolean
  children: ReactNode
}

export function FormPage({ title, back, alone, children }: Props) {
  if (alone)
    return (
      <PublicPage title={title} size={600}>
        {children}
      </PublicPage>
    )
  return (
    <Page title={title} back={back}>
      <Paper p={{ base: 'md', sm: 'xl' }} maw={680}>
        {children}
      </Paper>
    </Page>
  )
}
