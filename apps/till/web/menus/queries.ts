import { queryOptions } from '@tanstack/react-query'
import type { MenuSheet } from '../../src/menus/wire.ts'
import { api } from '../lib/api.ts'

export const menuListQuery = queryOptions({
  queryKey: ['menus', 'list'],
  queryFn: () => api.get<MenuSheet[]>('/menus'),
})
