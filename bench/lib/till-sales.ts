import { execFile } from 'node:child_process'
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { verifyChain } from '../../apps/till/src/sales/verify.ts'
import { commitsIn, readIfThere } from '../../chaos/lib/wal-file.ts'
import { atLeast, atMost, type Figure } from './report.ts'
import { percentile, round, spread } from './statistics.ts'
import { fillSales } from './till-data.ts'
import { openTillSubject, type TillSubject } from './till-subject.ts'

const execute = promisify(execFile)
const sample = 200
/** More sales than any machine records. */
const maxSalesPerMs = 20
/** What a log grows to before it is written over. */
const baselineFileBytes = 4 * 1024 * 1024

interface Round {
  perSecond: number
  p99Ms: number
  cpuMicroseconds: number
}

function timed(act: () => void, ms: number): Round {
  const times: number[] = []
  const cpuBefore = process.cpuUsage()
  const startedMs = performance.now()
  let atMs = startedMs
  while (atMs - startedMs < ms) {
    act()
    const doneMs = performance.now()
    times.push(doneMs - atMs)
    atMs = doneMs
  }
  const { user, system } = process.cpuUsage(cpuBefore)
  return {
    perSecond: (times.length * 1000) / (atMs - startedMs),
    p99Ms: percentile(times, 0.99),
    cpuMicroseconds: (user + system) / times.length,
  }
}

/** Commits and bytes of the log for each sale, while no checkpoint starts it anew. */
async function logOf(till: TillSubject, folder: string): Promise<{ commits: number; bytes: number }> {
  const { database } = till
  const limit = database.get<{ wal_autocheckpoint: number }>('pragma wal_autocheckpoint')!.wal_autocheckpoint
  database.exec('pragma wal_autocheckpoint = 0')
  database.exec('pragma wal_checkpoint(truncate)')
  for (let sold = 0; sold < sample; sold++) till.sell()
  const wal = await readIfThere(join(folder, 'till.sqlite-wal'))
  database.exec(`pragma wal_autocheckpoint = ${limit}`)
  database.exec('pragma wal_checkpoint(truncate)')
  return { commits: commitsIn(wal) / sample, bytes: Math.round(wal.length / sample) }
}

/** Calls that wait for the disk, for each sale, checkpoints included; undefined where strace is not installed. */
async function syncsOf(folder: string): Promise<number | undefined> {
  const count = async (times: number) => {
    const args = ['-f', '-c', '-e', 'trace=fsync,fdatasync', process.execPath]
    const { stderr } = await execute('strace', [...args, 'bench/lib/till-sell.ts', folder, `${times}`])
    const calls = stderr.matchAll(/^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+).*\bf(?:data)?sync$/gm)
    return [...calls].reduce((sum, [, number]) => sum + Number(number), 0)
  }
  try {
    const least = await count(0)
    return ((await count(sample)) - least) / sample
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Rounds of sales and of writes of the same bytes that wait for the disk, in turn, in the same folder. */
export async function measureSales(options: {
  sales: number
  rounds: number
  roundMs: number
}): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'till-bench-'))
  try {
    const till = await openTillSubject(folder)
    const { database } = till
    fillSales(database, options.sales)
    database.transaction(() => database.run('update article set is_stock_managed = 1 where idart <= 5'))
    const { commits, bytes } = await logOf(till, folder)

    const file = openSync(join(folder, 'baseline'), 'w+')
    writeSync(file, Buffer.alloc(baselineFileBytes))
    fdatasyncSync(file)
    const block = Buffer.alloc(bytes, 7)
    let position = 0
    const write = () => {
      writeSync(file, block, 0, bytes, position)
      fdatasyncSync(file)
      position = position + 2 * bytes > baselineFileBytes ? 0 : position + bytes
    }
    const sales: Round[] = []
    const writes: Round[] = []
    for (let count = -1; count < options.rounds; count++) {
      const draftIds = till.draftIds(maxSalesPerMs * options.roundMs).reverse()
      const sold = timed(() => till.sell(draftIds.pop()), options.roundMs)
      const written = timed(write, options.roundMs)
      if (count < 0) continue
      sales.push(sold)
      writes.push(written)
    }
    closeSync(file)
    const { problems } = verifyChain(database)
    const { queued } = database.get<{ queued: number }>('select count(*) as queued from hub_outbox')!
    const { sold } = database.get<{ sold: number }>(
      'select count(*) as sold from sale where number > ?',
      options.sales,
    )!
    await till.close()
    const syncs = await syncsOf(folder)

    const ratios = sales.map(({ perSecond }, index) => perSecond / writes[index]!.perSecond)
    const p99Ratios = sales.map(({ p99Ms }, index) => p99Ms / writes[index]!.p99Ms)
    const each = (rounds: Round[], key: keyof Round, digits: number) =>
      spread(
        rounds.map((one) => one[key]),
        digits,
      )
    return [
      { what: `sales/s on ${options.sales} sales`, measured: each(sales, 'perSecond', 0) },
      { what: `fdatasync/s of the same ${bytes} bytes`, measured: each(writes, 'perSecond', 0) },
      atLeast('sales/s ÷ fdatasync/s', ratios, 0.45),
      { what: 'processor time of a sale, µs', measured: each(sales, 'cpuMicroseconds', 0) },
      { what: 'processor time of an fdatasync, µs', measured: each(writes, 'cpuMicroseconds', 0) },
      { what: 'p99 of a sale, ms', measured: each(sales, 'p99Ms', 2) },
      { what: 'p99 of an fdatasync, ms', measured: each(writes, 'p99Ms', 2) },
      atMost('p99 ÷ p99', p99Ratios, 3),
      { what: 'commits a sale', measured: round(commits), goal: '1', isMet: commits === 1 },
      {
        what: 'syncs a sale, checkpoints included',
        measured: syncs === undefined ? 'no strace here' : round(syncs),
      },
      {
        what: 'sales without their entry in the queue',
        measured: sold - queued,
        goal: '0',
        isMet: sold === queued,
      },
      { what: 'faults of the chain', measured: problems.length, goal: '0', isMet: problems.length === 0 },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
