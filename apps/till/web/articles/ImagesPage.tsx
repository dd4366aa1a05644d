import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Article } from '../../src/articles/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { useNotify } from '../ui/notices.tsx'
import { readPicture } from './picture.ts'

const types = 'image/jpeg,image/png,image/webp,image/gif,image/bmp'

/** «Images»: one picture, uploaded as soon as it is chosen. */
export function ImagesPage({ stored }: { stored: Article | undefined }) {
  const input = useRef<HTMLInputElement>(null)
  const queryClient = useQueryClient()
  const notify = useNotify()
  const settled = {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['articles'] }),
    onError: (failure: ApiFailure) => notify(failure.message, 'failed'),
  }
  const upload = useMutation<void, ApiFailure, File>({
    mutationFn: async (file) => api.putFile(`/articles/${stored?.idart}/image`, await readPicture(file)),
    ...settled,
  })
  const remove = useMutation<void, ApiFailure>({
    mutationFn: () => api.delete(`/articles/${stored?.idart}/image`),
    ...settled,
  })
  const isBusy = upload.isPending || remove.isPending
  if (!stored) return <p className="state">{t('image.saveFirst')}</p>
  const path = `/api/articles/${stored.idart}/image?md5=${stored.imageMd5}`
  return (
    <div className="article-image">
      <div className="article-image-frame">
        {stored.imageMd5 === null ? (
          <p className="soft">{t('image.none')}</p>
        ) : (
          <img src={path} alt={t('image.of', { definition: stored.definition })} />
        )}
      </div>
      <div className="article-image-actions">
        <input
          ref={input}
          type="file"
          accept={types}
          aria-label={t('image.file')}
          hidden
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) upload.mutate(file)
            // Without this, choosing the same file again fires no change event.
            target.value = ''
          }}
        />
        <Button look="primary" disabled={isBusy} onClick={() => input.current?.click()}>
          {t(stored.imageMd5 === null ? 'image.choose' : 'image.replace')}
        </Button>
        <Button disabled={isBusy || stored.imageMd5 === null} onClick={() => remove.mutate()}>
          {t('image.remove')}
        </Button>
        <p className="help">{t('image.help')}</p>
      </div>
    </div>
  )
}
