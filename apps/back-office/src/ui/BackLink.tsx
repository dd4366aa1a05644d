import { IconArrowLeft } from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import { IconLink } from './links.tsx'

/** The arrow «←» before the title of a page reached from another. */
export function BackLink({ label, ...link }: LinkProps & { label: string }) {
  return (
    <IconLink {...link} aria-label={label} color="dark">
      <IconArrowLeft size={20} aria-hidden />
    </IconLink>
  )
}
