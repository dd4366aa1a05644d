import type { ResourceKind } from './api/resources.ts'

/** What each kind is called on screen. */
export const resourceWords = {
  catalogs: {
    title: 'catalogs.title',
    create: 'catalogs.create',
    empty: 'catalogs.empty',
    count: 'catalogs.count',
    edit: 'resources.edit',
    rename: 'catalogs.rename',
    remove: 'catalogs.delete.title',
  },
  'customer-lists': {
    title: 'lists.title',
    create: 'lists.create',
    empty: 'lists.empty',
    count: 'lists.count',
    edit: 'lists.edit',
    rename: 'lists.rename',
    remove: 'lists.delete.title',
  },
} as const satisfies Record<ResourceKind, object>
