import { useQuery } from '@tanstack/react-query'
import Markdown from 'markdown-to-jsx'
import { type ImgHTMLAttributes, useEffect, useRef } from 'react'
import { t } from '../labels/index.ts'
import { Fingerprint } from '../station/Fingerprint.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import type { WindowProps } from '../windows/types.ts'
import './guide.css'
import { guidePages, imageUrl } from './pages.ts'

const titles = {
  '1-premier-demarrage': 'guide.start',
  '2-premiere-vente': 'guide.sale',
  '3-connexion-hubrise': 'guide.connection',
  '4-articles': 'guide.articles',
  '5-commandes-web': 'guide.webOrders',
  '6-fin-de-journee': 'guide.closing',
  '7-en-cas-de-souci': 'guide.trouble',
  '8-autres-postes': 'guide.stations',
} as const

const titleOf = (id: string) => t(titles[id as keyof typeof titles])

/** «Guide d’utilisation», from «?»: the merchant's guide, without any network. */
export function Guide({ params, setParams }: WindowProps) {
  const page = guidePages.find(({ id }) => id === params.page) ?? guidePages[0]!
  const query = useQuery({
    queryKey: ['guide', page.id],
    queryFn: page.read,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const text = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is read from its beginning
  useEffect(() => {
    // Its own result is a promise in new browsers, which is no clean-up.
    void text.current?.scrollTo(0, 0)
  }, [page.id])
  return (
    <div className="guide">
      <nav aria-label={t('guide.pages')}>
        {guidePages.map(({ id }) => (
          <button
            key={id}
            type="button"
            aria-current={id === page.id ? 'page' : undefined}
            onClick={() => setParams({ page: id })}
          >
            {titleOf(id)}
          </button>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls is scrolled by keyboard */}
      <article ref={text} tabIndex={0} aria-label={titleOf(page.id)}>
        <Loaded query={query}>
          {(markdown) => (
            <Markdown options={{ disableParsingRawHTML: true, overrides: { img: { component: Picture } } }}>
              {markdown}
            </Markdown>
          )}
        </Loaded>
        {page.id === '8-autres-postes' && <Fingerprint title={t('guide.fingerprint')} />}
      </article>
    </div>
  )
}

function Picture({ src, alt }: ImgHTMLAttributes<HTMLImageElement>) {
  const url = imageUrl(src ?? '')
  return url === undefined ? null : <img src={url} alt={alt ?? ''} />
}
