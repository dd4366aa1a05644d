import type { DataSource } from '@hub/contract/manager'
import type { Scope } from '../session/scope.ts'

/** Whether the user is Admin of what the selectors hold: exports are theirs (contract, back-office §7). */
export const mayExport = ({ account, location }: Scope) =>
  location ? location.abilities.manage_users : account.abilities?.manage_users === true

/** The same of a catalog's or list's owner. */
export const mayExportSource = ({ account }: Scope, source: DataSource) =>
  source.location
    ? account.locations.find(({ id }) => id === source.location?.id)?.abilities.manage_users === true
    : account.abilities?.manage_users === true
