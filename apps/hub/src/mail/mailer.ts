import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transporter } from 'nodemailer'
import { newId } from '../platform/ids.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  html: string
}

/** A mail that was written to a file instead of being sent. */
export interface KeptMail extends Mail {
  /** Sorts by time. */
  id: string
  /** ISO 8601. */
  at: string
}

/** @throws when the mail server does not take it: the job tries again */
export type Mailer = (mail: Mail) => Promise<void>

/** The library is loaded with the first mail. */
export function createSmtpMailer(url: string, from: string): Mailer {
  let transport: Transporter | undefined
  return async (mail) => {
    const { createTransport } = await import('nodemailer')
    transport ??= createTransport(url)
    await transport.sendMail({ ...mail, from: { name: 'Order Hub', address: from } })
  }
}

/** Where mails lie while there is no mail server: one file each, for the local page and for tests. */
export interface Outbox {
  keep: Mailer
  /** Newest first. */
  list(): Promise<KeptMail[]>
  find(id: string): Promise<KeptMail | undefined>
}

const shown = 200

/** @param folder made when the first mail comes */
export function createOutbox(folder: string): Outbox {
  const find = async (id: string): Promise<KeptMail | undefined> => {
    if (!/^[\w-]+$/.test(id)) return undefined
    try {
      return JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8')) as KeptMail
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }
  return {
    async keep(mail) {
      await mkdir(folder, { recursive: true })
      const at = new Date().toISOString()
      const id = `${at.replace(/[:.]/g, '-')}-${newId(4)}`
      const path = join(folder, `${id}.json`)
      // Links that log in lie in it. Readers never see half a file.
      await writeFile(`${path}.part`, JSON.stringify({ id, at, ...mail }, null, 2), { mode: 0o600 })
      await rename(`${path}.part`, path)
    },
    async list() {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return []
        throw error
      })
      const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5))
      const newest = ids.sort().reverse().slice(0, shown)
      return (await Promise.all(newest.map(find))).filter((mail) => mail !== undefined)
    },
    find,
  }
}
