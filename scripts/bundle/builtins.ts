import http from 'node:http'
import type { Plugin } from 'rolldown'

const prefix = '\0builtin:'

/** Properties that are there at once: a getter may load whatever it gives. */
const plainNames = (builtin: object) =>
  Object.entries(Object.getOwnPropertyDescriptors(builtin)).flatMap(([name, { get }]) => (get ? [] : [name]))

/**
 * Imported by an ES module, a module of Node reads all of its exports. Those of `node:http` that come from undici load
 * it: 65 ms of the processor and 3 MB, which a start spares that way. The bundle takes the module as CommonJS does, and
 * imports of what a getter gives fail the build.
 */
export function builtinsAsTheyAre(): Plugin {
  return {
    name: 'builtins-as-they-are',
    resolveId: {
      filter: { id: /^node:http$/ },
      handler: (id, _importer, { kind }) => (kind === 'require-call' ? undefined : prefix + id),
    },
    load: {
      filter: { id: /^\0builtin:/ },
      handler: (id) =>
        `const builtin = process.getBuiltinModule(${JSON.stringify(id.slice(prefix.length))})
export default builtin
export const { ${plainNames(http).join(', ')} } = builtin
`,
    },
  }
}
