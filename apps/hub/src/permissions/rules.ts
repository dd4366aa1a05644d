import type { Abilities, Role } from '@hub/contract/manager'

/** The bits of the fine-grained permissions (contract, back-office §3.2). */
export const bit = {
  viewBackOffice: 1,
  manageConnections: 2,
  manageEntity: 4,
  manageBilling: 8,
  useOrderLine: 16,
  useCatalogManager: 32,
} as const

/**
 * The bits of each role. A Manager also edits the forms of accounts and locations, but neither disconnects nor
 * manages users. No set of bits expresses that, so abilities follow from the role (contract, back-office §3.2).
 */
export const bitsOf: Readonly<Record<Role, number>> = {
  admin: Object.values(bit).reduce((all, one) => all | one, 0),
  manager: bit.viewBackOffice | bit.manageConnections | bit.useOrderLine | bit.useCatalogManager,
}

/** The roles that a person has on an account and on one of its locations. */
export interface Roles {
  account: Role | null
  location: Role | null
}

/** Rights add up, and the strongest wins. A right on an account covers its locations (contract, back-office §3.1). */
export function strongest(...roles: readonly (Role | null)[]): Role | null {
  if (roles.includes('admin')) return 'admin'
  return roles.includes('manager') ? 'manager' : null
}

/**
 * The table of back-office §3.1: what may be done on an account or a location. Null if the user may not even see it.
 */
export function abilities(level: 'account' | 'location', roles: Roles): Abilities | null {
  const role = level === 'account' ? roles.account : strongest(roles.account, roles.location)
  if (role === null) return null
  const isAdmin = role === 'admin'
  return {
    edit: true,
    add_location: level === 'account',
    manage_users: isAdmin,
    connect: true,
    block: true,
    disconnect: isAdmin,
    manage_resources: true,
  }
}
