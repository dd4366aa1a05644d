import type {
  AcceptInvitation,
  EmailAnswer,
  Invitation,
  LoginBody,
  Session,
  SignupBody,
} from '@hub/contract/manager'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api.ts'

export const logIn = (body: LoginBody) => api.post<Session>('/login', body)

export const signUp = (body: SignupBody) => api.post<Session>('/signup', body)

/** The same answer whether somebody has that address or not. */
export const askReset = (email: string) => api.post('/password/forgot', { email })

const resetPath = (token: string) => `/password/reset/${encodeURIComponent(token)}`
export const resetQuery = (token: string) =>
  queryOptions({
    queryKey: ['reset', token],
    queryFn: () => api.get<EmailAnswer>(resetPath(token)),
    staleTime: Number.POSITIVE_INFINITY,
  })
export const resetPassword = (token: string, password: string) => api.post(resetPath(token), { password })

const invitationPath = (token: string) => `/invitations/${encodeURIComponent(token)}`
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => api.get<Invitation>(invitationPath(token)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0, // used once: whoever comes back to it must be told
  })
export const acceptInvitation = (token: string, body: AcceptInvitation) =>
  api.post<Session>(invitationPath(token), body)

/** Opening the page uses the link: a query, so that it is sent once however often the page is drawn. */
export const verifyQuery = (token: string) =>
  queryOptions({
    queryKey: ['verify', token],
    queryFn: async ({ client }) => {
      const answer = await api.post<EmailAnswer>(`/verify/${encodeURIComponent(token)}`)
      // Rights that waited for this address are active now.
      void client.invalidateQueries({ queryKey: ['session'] })
      return answer
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
