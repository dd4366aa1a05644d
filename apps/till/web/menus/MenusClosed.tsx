import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { useWindows } from '../windows/manager.tsx'

/** In the place of a window of menus while «Recherche Menu» is not ticked. */
export function MenusClosed({ reason }: { reason: string }) {
  const { open } = useWindows()
  return (
    <div className="state">
      <p role="alert">{reason}</p>
      <Button onClick={() => open('configuration', { page: 'article' })}>
        {t('menus.openConfiguration')}
      </Button>
    </div>
  )
}
