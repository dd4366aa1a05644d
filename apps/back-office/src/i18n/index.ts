import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Locale } from '../lib/format.ts'
import { en } from './en/index.ts'
import { fr } from './fr/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof fr }
    keySeparator: false
    nsSeparator: false
  }
}

/** Any sentence of the pages. */
export type Words = keyof typeof fr

const storageKey = 'locale'

/** `fr`, `fr-FR`, `en-GB`, `en-US`… → one of the two, else undefined. */
export function readLocale(text: unknown): Locale | undefined {
  if (typeof text !== 'string') return undefined
  if (/^fr\b/i.test(text)) return 'fr-FR'
  return /^en\b/i.test(text) ? 'en-GB' : undefined
}

const chosenLocale = () => readLocale(localStorage.getItem(storageKey))

/** `?locale=`, else the one chosen before, else the browser's, else French. */
function initialLocale(): Locale {
  const asked = readLocale(new URLSearchParams(location.search).get('locale'))
  if (asked) localStorage.setItem(storageKey, asked)
  return asked ?? chosenLocale() ?? navigator.languages.map(readLocale).find(Boolean) ?? 'fr-FR'
}

const languageOf = (locale: Locale) => (locale === 'fr-FR' ? 'fr' : 'en')

function show(locale: Locale) {
  document.documentElement.lang = locale
  void i18next.changeLanguage(languageOf(locale))
}

/** The choice of the name menu and of the public pages' link. */
export function chooseLocale(locale: Locale) {
  localStorage.setItem(storageKey, locale)
  show(locale)
}

/** The correspondence language of whoever signs in, unless another was chosen here. */
export function proposeLocale(locale: Locale) {
  if (!chosenLocale()) show(locale)
}

export async function startI18n() {
  const locale = initialLocale()
  document.documentElement.lang = locale
  await i18next.use(initReactI18next).init({
    resources: { fr: { translation: fr }, en: { translation: en } },
    lng: languageOf(locale),
    fallbackLng: 'fr',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
}

/** Words and locale of the language shown. */
export function useWords() {
  const { t, i18n } = useTranslation()
  const locale: Locale = i18n.language === 'en' ? 'en-GB' : 'fr-FR'
  return { t, locale }
}
