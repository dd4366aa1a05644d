import { TillError } from './errors.ts'

// SQLite's primary result codes.
const busy = 5
const readOnly = 8
const ioError = 10
const full = 13

const retry = "L'opération n'a pas été faite, rien n'est perdu."

const sentences: Record<number, string> = {
  [full]: `Le disque de la caisse est plein. ${retry} Libérez de la place, puis recommencez.`,
  [readOnly]: `La base de données de la caisse est en lecture seule. ${retry} Appelez votre installateur.`,
  [ioError]: `Le disque de la caisse ne répond pas. ${retry} Recommencez, puis appelez votre installateur.`,
  [busy]: `La base de données de la caisse est occupée par un autre programme. ${retry} Recommencez.`,
}

/** Whether the disk did not take a change. The change was rolled back and may succeed later. */
export const isStorageFailure = (error: unknown): boolean => sentenceOf(error) !== undefined

/** The refusal that a screen shows when the disk did not take a change; undefined for any other error. */
export function storageRefusal(error: unknown): TillError | undefined {
  const sentence = sentenceOf(error)
  return sentence === undefined ? undefined : new TillError(507, sentence)
}

function sentenceOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  // Extended codes keep the primary one in their last byte.
  return sentences[Number(error.errcode) & 0xff]
}
