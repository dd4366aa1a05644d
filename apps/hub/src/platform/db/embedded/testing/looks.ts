import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { query, temporaryFolder } from './starter.ts'

export const socketFolderOf = (url: string) => new URL(url).searchParams.get('host') ?? ''

export const modeOf = (path: string) => statSync(path).mode & 0o777

/** Whether a new connection gets an answer. */
export const answers = (url: string) =>
  query(url, 'select 1').then(
    () => true,
    () => false,
  )

/** A PATH in which `unshare` fails, as where user namespaces are forbidden. */
export function withoutNamespaces(): NodeJS.ProcessEnv {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  return { PATH: `${folder}:${process.env.PATH}` }
}
