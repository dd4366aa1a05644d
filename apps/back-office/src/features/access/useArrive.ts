import type { Session } from '@hub/contract/manager'
import { useRouter } from '@tanstack/react-router'
import { isAuthorize, safeNext } from '../../lib/next.ts'
import { useStartSession } from '../session/api/session.ts'

/**
 * Where to go once signed in (contract, back-office §2.1): the page asked for, else the dashboard; without any right the
 * profile where one waits to be accepted, else the account form. The authorisation page is asked from the server, which
 * may skip it.
 */
export function landingPage(session: Session, next: string | undefined): string {
  const own = session.accounts.length > 0 ? '/dashboard' : undefined
  return safeNext(next) ?? own ?? (session.invitations > 0 ? '/profile' : '/accounts/new')
}

export function useArrive() {
  const startSession = useStartSession()
  const router = useRouter()
  return (session: Session, next?: string) => {
    startSession(session)
    const target = landingPage(session, next)
    if (isAuthorize(target)) window.location.assign(target)
    else router.history.push(target)
  }
}
