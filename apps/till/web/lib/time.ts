/** The time, `14:05`, that someone typed as `14:05`, `14h05`, `1405`, `9:05` or `14`; undefined for anything else. */
export function readTime(typed: string): string | undefined {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:\s*[:hH.]?\s*(\d{2})|\s*[hH])?$/.exec(typed.trim()) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined
  return `${hour.padStart(2, '0')}:${minute}`
}
