/** The scope grammar of the contract (oauth §2). */
export const resources = [
  'orders',
  'customer_list',
  'catalog',
  'inventory',
  'all_customer_lists',
  'all_catalogs',
] as const
export type Resource = (typeof resources)[number]
export type Right = 'read' | 'write'
export type Level = 'location' | 'account'
export type Profile = 'profile' | 'profile_with_email'

export interface Scope {
  /** null if the scope has general permissions only. */
  level: Level | null
  permissions: { resource: Resource; right: Right }[]
  profile: Profile | null
}

const isResource = (text: string): text is Resource => (resources as readonly string[]).includes(text)

/** Splits on commas and spaces outside brackets. */
function splitParts(text: string): string[] {
  return (text.match(/[^\s,[\]]+\s*\[[^\]]*\]|[^\s,]+/g) ?? []).map((part) => part.trim())
}

/** Several times the length of a scope with every permission. */
const maxScopeLength = 2000

/** Reads a scope. Returns undefined if it does not follow the grammar; never throws. */
export function parseScope(text: string): Scope | undefined {
  // Each unclosed bracket would be searched to the end of the text, which is quadratic in its length.
  if (text.length > maxScopeLength) return undefined
  const scope: Scope = { level: null, permissions: [], profile: null }
  // Refuses an empty part between commas, and parts without a separator.
  if (/^\s*,|,\s*,|,\s*$|\][^\s,]/.test(text)) return undefined
  const parts = splitParts(text)
  if (parts.length === 0) return undefined
  for (const part of parts) {
    const levelSet = /^(location|account)\s*\[([^\]]*)\]$/.exec(part)
    if (levelSet) {
      if (scope.level) return undefined
      scope.level = levelSet[1] as Level
      for (const entry of levelSet[2]!.split(',')) {
        const permission = /^\s*([a-z_]+)\.(read|write)\s*$/.exec(entry)
        if (!permission || !isResource(permission[1]!)) return undefined
        if (scope.permissions.some(({ resource }) => resource === permission[1])) return undefined
        scope.permissions.push({ resource: permission[1], right: permission[2] as Right })
      }
    } else if (part === 'profile' || part === 'profile_with_email') {
      if (scope.profile !== 'profile_with_email') scope.profile = part
    } else return undefined
  }
  return scope
}

/** The normalised text: first the level with its permissions, then general permissions. */
export function formatScope({ level, permissions, profile }: Scope): string {
  const set = level
    ? `${level}[${permissions.map(({ resource, right }) => `${resource}.${right}`).join(',')}]`
    : null
  return [set, profile].filter((part) => part !== null).join(',')
}

/** Whether the scope has the right on exactly this resource; write includes read (oauth §2). */
export const grants = (scope: Scope, resource: Resource, right: Right) =>
  scope.permissions.some((held) => held.resource === resource && (held.right === 'write' || right === 'read'))
