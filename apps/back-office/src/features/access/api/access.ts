import type {
  AcceptInvitation,
  AddressLink,
  EmailAnswer,
  EmailUndo,
  EmailUndone,
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

export const acceptInvitationAsUser = (token: string) => api.post<Session>(`${invitationPath(token)}/accept`)

const addressLinkPath = (token: string) => `/verify/${encodeURIComponent(token)}`
/** Reading it does nothing: a mail scanner that runs this page confirms no address (security S19). */
export const addressLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['verify', token],
    queryFn: () => api.get<AddressLink>(addressLinkPath(token)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
export const confirmAddress = (token: string) => api.post<EmailAnswer>(addressLinkPath(token))
export const confirmByPassword = (token: string, password: string) =>
  api.post<Session>(`${addressLinkPath(token)}/password`, { password })

const undoPath = (token: string) => `/email-undo/${encodeURIComponent(token)}`
export const emailUndoQuery = (token: string) =>
  queryOptions({
    queryKey: ['email-undo', token],
    queryFn: () => api.get<EmailUndo>(undoPath(token)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
export const undoEmailChange = (token: string) => api.post<EmailUndone>(undoPath(token))
