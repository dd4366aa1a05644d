import { createElement, Fragment, type ReactNode } from 'react'

/** Children that have no identity and never move, given one by one: React then needs no keys. */
export const inOrder = (children: ReactNode[]) => createElement(Fragment, null, ...children)
