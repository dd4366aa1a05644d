import { runThread } from '../platform/thread.ts'

/** What the thread does, so that nobody waits at the counter meanwhile. */
export type Task =
  | { kind: 'copy'; source: string; target: string }
  /** Copies, brings the copy up to date, and checks it: file, references and chain. */
  | { kind: 'stage'; source: string; target: string; now: string }

export interface Outcome {
  /** Sentences; empty when all is well. */
  problems: string[]
  sales: number
}

const reasons: [RegExp, string][] = [
  [/disk is full|ENOSPC/, 'le disque est plein'],
  [/not a database|malformed|disk I\/O/, "le fichier est abîmé, ou n'est pas une base de caisse"],
  [/EACCES|EPERM|EROFS|readonly/, "le dossier n'est pas ouvert à l'écriture"],
  [/ENOENT|unable to open/, "le dossier ou le fichier n'est pas là"],
]

/** Why copying failed, for whoever asked for it; what the system said stands behind. */
export function reasonOf(error: unknown): string {
  const { message } = error as Error
  const [, reason] = reasons.find(([pattern]) => pattern.test(message)) ?? []
  return reason === undefined ? message : `${reason} (${message})`
}

/** @throws with the thread's error, such as a full disk */
export const runTask = (task: Task): Promise<Outcome> =>
  runThread<Outcome>(new URL('./worker.ts', import.meta.url), task)
