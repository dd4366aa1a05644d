import { ActionIcon, Anchor, Button, Menu } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'

/** Mantine's link and button, going to a typed route. */
export const TextLink = createLink((props: ComponentPropsWithRef<typeof Anchor<'a'>>) => (
  <Anchor {...props} />
))

export const ButtonLink = createLink((props: ComponentPropsWithRef<typeof Button<'a'>>) => (
  <Button component="a" {...props} />
))

export const IconLink = createLink((props: ComponentPropsWithRef<typeof ActionIcon<'a'>>) => (
  <ActionIcon component="a" variant="subtle" {...props} />
))

export const MenuLink = createLink((props: ComponentPropsWithRef<typeof Menu.Item<'a'>>) => (
  <Menu.Item component="a" {...props} />
))
