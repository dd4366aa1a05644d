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

/** A mail written to a file instead of being sent. */
export interface KeptMail extends Mail {
  /** Sorts by time. */
  id: string
  /** ISO 8601. */
  at: string
}

/** @throws if the mail server refuses it; the job then retries */
export type Mailer = (mail: Mail) => Promise<void>

/** The library is loaded at the first mail. */
export function createSmtpMailer(url: string, from: string): Mailer {
  let transport: Transporter | undefined
  return async (mail) => {
    const { createTransport } = await import('nodemailer')
    transport ??= createTransport(url)
    await transport.sendMail({ ...mail, from: { name: 'Order Hub', address: from } })
  }
}

/** Stores mails while no mail server is configured, one file each, for the local page and for tests. */
export interface Outbox {
  keep: Mailer
  /** Newest first. */
  list(): Promise<KeptMail[]>
  find(id: string): Promise<KeptMail | undefined>
}

const shown = 200

/** @param folder created at the first mail */
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
      // The mail may contain links that log the user in. The rename keeps readers from seeing a partial file.
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
