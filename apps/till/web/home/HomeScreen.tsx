import { t } from '../labels/index.ts'
import { useWindows } from '../windows/manager.tsx'
import { type Tile, tiles } from './tiles.ts'
import { WebOrdersKey } from './WebOrdersKey.tsx'

/** W-1. */
export function HomeScreen() {
  return (
    <div className="home">
      <h1 className="visually-hidden">{t('home.title')}</h1>
      <div className="home-top">
        <WebOrdersKey />
        <p className="wordmark">{t('home.product')}</p>
      </div>
      <div className="tiles">
        {tiles.map((tile) => (
          <TileButton key={tile.label} {...tile} />
        ))}
      </div>
    </div>
  )
}

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
