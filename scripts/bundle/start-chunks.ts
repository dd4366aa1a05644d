/** What the check needs of a chunk of rolldown's. */
export interface ChunkOfModules {
  fileName: string
  isEntry: boolean
  /** File names of chunks that are loaded with it. */
  imports: readonly string[]
  /** Names of its modules: packages, or paths from the root of the repository. */
  moduleNames: readonly string[]
}

/** The chunks that are loaded when the program starts: the entry, and what it imports statically. */
export function startChunks<Chunk extends ChunkOfModules>(chunks: readonly Chunk[]): Chunk[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const loaded = new Set(chunks.filter(({ isEntry }) => isEntry))
  // A set's iterator reaches what is added meanwhile.
  for (const { imports } of loaded)
    for (const name of imports) {
      const imported = byName.get(name)
      if (imported) loaded.add(imported)
    }
  return [...loaded]
}

/** Those of `late` that the start would load: performance.md §7 is lost module by module. */
export function loadedTooEarly(chunks: readonly ChunkOfModules[], late: readonly string[]): string[] {
  const names = startChunks(chunks).flatMap(({ moduleNames }) => moduleNames)
  return late.filter((one) => names.some((name) => name === one || name.startsWith(`${one}/`)))
}
