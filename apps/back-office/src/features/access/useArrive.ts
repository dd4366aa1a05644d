import type { Session } from '@hub/contract/manager'
import { useRouter } from '@tanstack/react-router'
import { isAuthorize, safeNext } from '../../lib/next.ts'
import { useStartSession } from '../session/api/session.ts'

/**
 * Where to go once signed in (contract, back-office §2.1): the page asked for, else the account form for a user
 * without any right, else the dashboard. The authorisation page is asked from the server, which may skip it.
 */
export function landingPage(session: Session, next: string | undefined): string {
  return safeNext(next) ?? (session.accounts.length === 0 ? '/accounts/new' : '/dashboard')
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
