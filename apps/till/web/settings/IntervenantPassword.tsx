import { useQueryClient } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import { identify } from '../lib/intervenant.ts'
import { NewPassword, type TypedPassword } from '../ui/NewPassword.tsx'

export function IntervenantPassword({ hasPassword }: { hasPassword: boolean }) {
  const queryClient = useQueryClient()
  async function save(typed: TypedPassword) {
    await api.put('/intervenant/password', typed)
    // Whoever sets it goes on working: the change ended every identification, this one too.
    if (typed.newPassword !== '') await identify(typed.newPassword)
  }
  return (
    <div className="settings-side">
      <NewPassword
        whose="intervenant"
        hasPassword={hasPassword}
        save={save}
        onSaved={() => void queryClient.invalidateQueries({ queryKey: ['intervenant'] })}
      />
    </div>
  )
}
