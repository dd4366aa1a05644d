/** Why the embedded PostgreSQL cannot run here: a sentence for the operator, with the remedy. */
export class EmbeddedDatabaseError extends Error {}

const otherServer = 'Set DATABASE_URL to a PostgreSQL server (15 or newer).'

/** The programs do not exist for this machine, or do not run on it. */
export const noProgram = (sentence: string, cause?: unknown) =>
  new EmbeddedDatabaseError(`${sentence} ${otherServer}`, { cause })

/** Exit code of a shell, and of `unshare`, for a program that cannot be loaded. */
const notLoadable = 127

/**
 * The error for a PostgreSQL program that ended instead of doing its work.
 * @param output what it printed
 */
export function failed(code: number | null, output: string): EmbeddedDatabaseError {
  const text = output.trim()
  if (code === notLoadable)
    return noProgram(
      `The embedded PostgreSQL does not run on this system: it needs the GNU C library (${text}).`,
    )
  if (/No space left on device|Disk quota exceeded/.test(text))
    return new EmbeddedDatabaseError(
      'The disk of DATA_DIR is full: PostgreSQL cannot start. Free some space, then start the hub again.',
    )
  const reasons = text.split('\n').filter((line) => /^(FATAL|PANIC|HINT|\w+: error): /.test(line))
  return new EmbeddedDatabaseError(
    `The embedded PostgreSQL did not start: ${reasons.join(' ') || text || `exit code ${code}`}`,
  )
}
