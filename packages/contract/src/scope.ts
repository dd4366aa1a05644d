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
  /** null when the scope has general permissions only. */
  level: Level | null
  permissions: { resource: Resource; right: Right }[]
  profile: Profile | null
}

const isResource = (text: string): text is Resource => (resources as readonly string[]).includes(text)

/** Splits on commas and blanks that stand outside brackets. */
function splitParts(text: string): string[] {
  return (text.match(/[^\s,[\]]+\s*\[[^\]]*\]|[^\s,]+/g) ?? []).map((part) => part.trim())
}

/** Several times that of a scope with everything in it. */
const maxScopeLength = 2000

/** Reads a scope. Returns undefined when it does not follow the grammar; never throws. */
export function parseScope(text: string): Scope | undefined {
  // Brackets that never close would be looked for to the end of the text from each place.
  if (text.length > maxScopeLength) return undefined
  const scope: Scope = { level: null, permissions: [], profile: null }
  // Nothing between two commas, and something between two parts.
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

/** The normalised text: level set first, general permissions after. */
export function formatScope({ level, permissions, profile }: Scope): string {
  const set = level
    ? `${level}[${permissions.map(({ resource, right }) => `${resource}.${right}`).join(',')}]`
    : null
  return [set, profile].filter((part) => part !== null).join(',')
}

/** Whether the scope holds the right on that very resource; write includes read (oauth §2). */
export const grants = (scope: Scope, resource: Resource, right: Right) =>
  scope.permissions.some((held) => held.resource === resource && (held.right === 'write' || right === 'read'))
