import { relative, sep } from 'node:path'

/** The npm package of a module, or its path from the root of the repository. */
export function moduleName(root: string, id: string): string {
  const path = relative(root, id).split(sep).join('/')
  const afterPackages = path.split('node_modules/').at(-1) ?? path
  if (afterPackages === path) return path
  const [scopeOrName = '', name = ''] = afterPackages.split('/')
  return scopeOrName.startsWith('@') ? `${scopeOrName}/${name}` : scopeOrName
}
