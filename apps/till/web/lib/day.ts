/**
 * The day, `2021-07-29`, that someone typed as `29/07/2021`, `29-7-2021` or `29072021`; undefined for anything else. A
 * pasted `2021-07-29` is one too.
 */
export function readDay(typed: string): string | undefined {
  const text = typed.trim()
  const [, day, month, year] =
    /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? []
  return isoDay(year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text)
}

/** 30/02/2021 has the shape of a day and is none. */
function isoDay(text: string): string | undefined {
  if (!/^2\d{3}-\d{2}-\d{2}$/.test(text)) return undefined
  const ms = Date.parse(text)
  return !Number.isNaN(ms) && dayText(ms) === text ? text : undefined
}

const dayMs = 86_400_000
export const dayText = (utcMs: number) => new Date(utcMs).toISOString().slice(0, 10)

export const shiftedDay = (day: string, days: number) => dayText(Date.parse(day) + days * dayMs)
