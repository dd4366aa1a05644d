import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { t } from '../labels/index.ts'
import { articleSettingsQuery } from '../lib/queries.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { useWindows } from '../windows/manager.tsx'

/**
 * «Création des articles à la volée en caisse» (contract, kezia W-17): asks whether a code that nothing has becomes an
 * article, and opens its fiche. Resolves to false where nobody was asked.
 */
export function useCreation() {
  const { open, isBuilt } = useWindows()
  const confirm = useConfirm()
  const isOffered = useQuery(articleSettingsQuery).data?.createsAtCounter === true && isBuilt('article-sheet')
  return useCallback(
    async (code: string): Promise<boolean> => {
      if (!isOffered) return false
      const agreed = await confirm({
        title: t('counter.create.title'),
        message: t('counter.create.message', { code }),
        action: t('counter.create.action'),
      })
      if (agreed) open('article-sheet', { code })
      return true
    },
    [isOffered, confirm, open],
  )
}
