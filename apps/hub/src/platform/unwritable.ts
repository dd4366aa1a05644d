const reasons: Readonly<Record<string, string>> = {
  EROFS: 'is on a read-only file system',
  EACCES: 'may not be written by the user of this program',
  EPERM: 'may not be written by the user of this program',
  ENOSPC: 'is on a disk that is full',
  EDQUOT: 'is on a disk whose quota is used up',
  ENOTDIR: 'is not a folder',
  EEXIST: 'is not a folder',
}

/** A sentence for the operator if the error means that `DATA_DIR` cannot be written; otherwise undefined. */
export function whyUnwritable(dataDir: string, error: unknown): string | undefined {
  const { code = '', syscall, path = dataDir } = error as NodeJS.ErrnoException
  // Node reports a read-only file system this way from a recursive `mkdir`.
  const isReadOnly = code === 'ENOENT' && syscall === 'mkdir'
  const reason = reasons[isReadOnly ? 'EROFS' : code]
  if (reason === undefined) return undefined
  const where = path === dataDir ? '' : ` (${path})`
  return `DATA_DIR ${dataDir} ${reason}${where}. Correct that, or choose another DATA_DIR.`
}

/** The same for an error that may have another cause: only if it is of a file there, or of a disk that is full. */
export function whyUnwritableWithin(dataDir: string, error: unknown): string | undefined {
  const { path, code, syscall } = (error ?? {}) as NodeJS.ErrnoException
  // Node tells no path where the file was open already.
  const isFull = path === undefined && syscall === 'write' && (code === 'ENOSPC' || code === 'EDQUOT')
  return isFull || path?.startsWith(dataDir) ? whyUnwritable(dataDir, error) : undefined
}
