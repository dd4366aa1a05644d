import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { articleSettingsQuery } from '../lib/queries.ts'

/** Why menus cannot be reached, as a sentence; undefined while they can (contract, kezia W-17, §3.9). */
export const useMenusClosed = (): string | undefined =>
  useQuery(articleSettingsQuery).data?.menuSearch === false ? t('menus.closed') : undefined
