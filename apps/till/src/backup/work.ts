import { runThread } from '../platform/thread.ts'

/** Work done in a thread, so that the counter is not blocked. */
export type Task =
  | { kind: 'copy'; source: string; target: string }
  /** Copies, migrates the copy, and checks its integrity, references and chain. */
  | { kind: 'stage'; source: string; target: string; now: string }

export interface Outcome {
  /** Problems as sentences; empty when there are none. */
  problems: string[]
  sales: number
}

const reasons: [RegExp, string][] = [
  [/disk is full|ENOSPC/, 'le disque est plein'],
  [/not a database|malformed|disk I\/O/, "le fichier est abîmé, ou n'est pas une base de caisse"],
  [/EACCES|EPERM|EROFS|readonly/, "le dossier n'est pas ouvert à l'écriture"],
  [/ENOENT|unable to open/, "le dossier ou le fichier n'est pas là"],
]

/** Why copying failed, as a message for the user followed by the system's own message. */
export function reasonOf(error: unknown): string {
  const { message } = error as Error
  const [, reason] = reasons.find(([pattern]) => pattern.test(message)) ?? []
  return reason === undefined ? message : `${reason} (${message})`
}

/** @throws with the thread's error, such as a full disk */
export const runTask = (task: Task): Promise<Outcome> =>
  runThread<Outcome>(new URL('./worker.ts', import.meta.url), task)
