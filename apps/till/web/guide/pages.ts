/** The guide's pages (docs/till), by their file names, in their order; each is read when it is opened. */
const texts = import.meta.glob<string>('../../../../docs/till/[1-9]*.md', {
  query: '?raw',
  import: 'default',
})
const images = import.meta.glob<string>('../../../../docs/till/images/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
})

export interface GuidePage {
  /** `2-premiere-vente` */
  id: string
  read: () => Promise<string>
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

export const guidePages: GuidePage[] = Object.entries(texts)
  .map(([path, read]) => ({ id: nameOf(path).replace(/\.md$/, ''), read }))
  .sort((a, b) => a.id.localeCompare(b.id))

const byName = new Map(Object.entries(images).map(([path, url]) => [nameOf(path), url]))

/** Where a picture that a page names as `images/caisse.png` is served; undefined while it has not been taken. */
export const imageUrl = (name: string) => byName.get(nameOf(name))
