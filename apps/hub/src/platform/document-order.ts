/** Where each step of a path stands among its siblings in the body; what is missing stands last. */
function position(field: string, body: unknown): number[] {
  let at = body
  return (field.match(/[^.[\]]+/g) ?? []).map((step) => {
    if (typeof at !== 'object' || at === null) return Number.MAX_SAFE_INTEGER
    const index = Object.keys(at).indexOf(step)
    at = (at as Record<string, unknown>)[step]
    return index === -1 ? Number.MAX_SAFE_INTEGER : index
  })
}

/** Problems in the order in which their fields stand in the body (contract, general §8). */
export function inDocumentOrder<P extends { field: string }>(problems: readonly P[], body: unknown): P[] {
  return problems
    .map((problem) => ({ problem, place: position(problem.field, body) }))
    .sort((left, right) => {
      for (let step = 0; step < Math.min(left.place.length, right.place.length); step++) {
        const difference = left.place[step]! - right.place[step]!
        if (difference !== 0) return difference
      }
      return left.place.length - right.place.length
    })
    .map(({ problem }) => problem)
}
