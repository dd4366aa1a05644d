const currencies = new Set(Intl.supportedValuesOf('currency'))

/** Whether it is an ISO 4217 code. */
export const isCurrency = (code: string) => currencies.has(code)

/** IANA zones of a country; empty for what is no country. */
export const timezonesOf = (country: string): readonly string[] =>
  /^[A-Z]{2}$/.test(country) ? (new Intl.Locale(`und-${country}`).getTimeZones() ?? []) : []

/** Whether it is the ISO 3166-1 alpha-2 code of a country. */
export const isCountry = (code: string) => timezonesOf(code).length > 0
