const reasons: Readonly<Record<string, string>> = {
  EROFS: 'is on a read-only file system',
  EACCES: 'may not be written by the user of this program',
  EPERM: 'may not be written by the user of this program',
  ENOSPC: 'is on a disk that is full',
  EDQUOT: 'is on a disk whose quota is used up',
  ENOTDIR: 'is not a folder',
  EEXIST: 'is not a folder',
}

/** A sentence for the operator, if that is why `DATA_DIR` cannot be used. */
export function whyUnwritable(dataDir: string, error: unknown): string | undefined {
  const { code = '', syscall, path = dataDir } = error as NodeJS.ErrnoException
  // Node's answer where it was to make the parents as well.
  const isReadOnly = code === 'ENOENT' && syscall === 'mkdir'
  const reason = reasons[isReadOnly ? 'EROFS' : code]
  if (reason === undefined) return undefined
  const where = path === dataDir ? '' : ` (${path})`
  return `DATA_DIR ${dataDir} ${reason}${where}. Correct that, or choose another DATA_DIR.`
}
