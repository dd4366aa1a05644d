import type { KeyboardEvent } from 'react'
import { t } from '../labels/index.ts'
import { useWindows } from '../windows/manager.tsx'
import { Agency, Facts } from './HomeStrips.tsx'
import { PowerKey } from './PowerKey.tsx'
import { type Tile, tiles } from './tiles.ts'
import { WebOrdersKey } from './WebOrdersKey.tsx'

/** W-1. */
export function HomeScreen({ onLeave }: { onLeave(): void }) {
  return (
    <div className="home">
      <h1 className="visually-hidden">{t('home.title')}</h1>
      <div className="home-top">
        <WebOrdersKey />
        <div className="home-identity">
          <p className="wordmark">{t('home.product')}</p>
          <Agency />
        </div>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the arrows of the keys inside */}
      <div className="tiles" onKeyDown={moveAmongTiles}>
        {tiles.map((tile) => (
          <TileButton key={tile.label} {...tile} />
        ))}
      </div>
      <div className="home-foot">
        <Facts />
        <PowerKey onLeave={onLeave} />
      </div>
    </div>
  )
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 3, ArrowUp: -3 }

/** Arrows move among the three columns. */
function moveAmongTiles(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  const keys = [...event.currentTarget.querySelectorAll<HTMLElement>('.tile')]
  keys[keys.indexOf(document.activeElement as HTMLElement) + step]?.focus()
}

function TileButton({ label, colour, window: id, shortcut }: Tile) {
  const { open, isBuilt, everyWindow } = useWindows()
  const isAvailable = id !== undefined && isBuilt(id)
  const isShrunk = everyWindow.some((one) => one.id === id && one.isShrunk)
  return (
    <button
      type="button"
      className={`tile tile-${colour}`}
      aria-disabled={!isAvailable}
      aria-keyshortcuts={shortcut}
      title={isAvailable ? (isShrunk ? t('tile.shrunk') : undefined) : t('app.unavailable')}
      onClick={() => isAvailable && open(id)}
    >
      {t(label)}
      {isShrunk && (
        <span className="tile-shrunk" aria-hidden="true">
          {t('tile.shrunk')}
        </span>
      )}
      {shortcut && (
        <span className="tile-key" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </button>
  )
}
