import { t } from '../labels/index.ts'
import { useWindows } from '../windows/manager.tsx'
import { Agency, Facts } from './HomeStrips.tsx'
import { type Tile, tiles } from './tiles.ts'
import { WebOrdersKey } from './WebOrdersKey.tsx'

/** W-1. */
export function HomeScreen() {
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
      <div className="tiles">
        {tiles.map((tile) => (
          <TileButton key={tile.label} {...tile} />
        ))}
      </div>
      <div className="home-foot">
        <Facts />
        <PowerKey />
      </div>
    </div>
  )
}

/** The red key of the till's own machine; a page cannot stop it. */
const PowerKey = () => (
  <button
    type="button"
    className="power"
    aria-label={t('home.quit')}
    aria-disabled="true"
    title={t('app.unavailable')}
  >
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 3v9M6.3 7a8 8 0 1 0 11.4 0" />
    </svg>
  </button>
)

function TileButton({ label, colour, window: id, shortcut }: Tile) {
  const { open, isBuilt } = useWindows()
  const isAvailable = id !== undefined && isBuilt(id)
  return (
    <button
      type="button"
      className={`tile tile-${colour}`}
      aria-disabled={!isAvailable}
      aria-keyshortcuts={shortcut}
      title={isAvailable ? undefined : t('app.unavailable')}
      onClick={() => isAvailable && open(id)}
    >
      {t(label)}
      {shortcut && (
        <span className="tile-key" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </button>
  )
}
