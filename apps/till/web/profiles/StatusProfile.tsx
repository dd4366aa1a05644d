import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { useWindows } from '../windows/manager.tsx'
import { profileQuery } from './queries.ts'

/** Who works on this poste, in the status bar; a click changes it. */
export function StatusProfile() {
  const { data: profile } = useQuery(profileQuery)
  const { open } = useWindows()
  if (!profile) return null
  return (
    <button
      type="button"
      className="status-profile"
      title={t('status.profile.change')}
      onClick={() => open('profile')}
    >
      {t(`profile.${profile.name}`)}
    </button>
  )
}
