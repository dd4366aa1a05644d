import type { ChangePasswordBody, Profile, ProfileChanges, ProfilePermission } from '@hub/contract/manager'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api.ts'

export const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: () => api.get<Profile>('/profile'),
})

export const updateProfile = (changes: ProfileChanges) => api.patch<Profile>('/profile', changes)

/** The user's other sessions end, this one stays. */
export const changePassword = (body: ChangePasswordBody) => api.post('/password/change', body)

/** Gives up one's own right; refused when it would leave the account without any Admin. */
export const giveUp = ({ id, account, location }: ProfilePermission) =>
  api.delete(
    location
      ? `/locations/${location.id}/permissions/${id}?own=true`
      : `/accounts/${account.id}/permissions/${id}?own=true`,
  )

/** Sends the link of the sign-up again. */
export const sendAddressLink = () => api.post('/profile/verification')

const invitationPath = ({ account, id }: ProfilePermission) =>
  `/profile/invitations/${encodeURIComponent(account.id)}/${encodeURIComponent(id)}`
export const acceptPermission = (permission: ProfilePermission) => api.post(invitationPath(permission))
export const refusePermission = (permission: ProfilePermission) => api.delete(invitationPath(permission))
