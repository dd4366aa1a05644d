// W-16, «E/S», «Export» and «Maintenance» of the catalogue in a real browser, against a hub that does as it is told.
import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ArticleSheet } from '../../apps/till/src/articles/wire.ts'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../../apps/till/src/connector/testing/till.ts'
import { changeArticle } from '../../apps/till/src/testing/change-article.ts'
import { temporaryFolder } from '../../apps/till/src/testing/start.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** A folder to keep pictures of the windows in, for those who want to look at them. */
const pictures = process.env.PICTURES
const look = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) })
}

async function openConnected() {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const opened = await browser.open({ width: 1024, height: 768 })
  await opened.page.goto(till.url)
  await opened.page.getByRole('menubar').waitFor()
  return { hub, till, ...opened }
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** A file of that length, zeros behind what it begins with. The browser reads it: as a buffer it would go there in base 64. */
async function longFile(name: string, length: number, start: Buffer = Buffer.of()): Promise<string> {
  const file = join(temporaryFolder(), name)
  await writeFile(file, start)
  await truncate(file, length)
  return file
}

async function openSheet(page: Page, definition: string) {
  await page.keyboard.press('F2')
  const selection = page.getByRole('dialog', { name: 'Sélection Article' })
  await selection.getByRole('gridcell', { name: definition, exact: true }).dblclick()
  await page.getByRole('dialog', { name: 'Fiche Article' }).waitFor()
}

async function openTab(page: Page, name: string) {
  await page.getByRole('menuitem', { name: 'Hubrise' }).click()
  await page.getByRole('tab', { name, exact: true }).click()
}

/** Runs in the page: a photo as a camera makes it, in base 64. Noise does not compress, so that it weighs more than the hub takes. */
const makePhoto = `(async () => {
  const canvas = new OffscreenCanvas(2400, 1600)
  const context = canvas.getContext('2d')
  const noise = context.createImageData(2400, 1600)
  for (let index = 0; index < noise.data.length; index += 65536)
    crypto.getRandomValues(noise.data.subarray(index, index + 65536))
  for (let index = 3; index < noise.data.length; index += 4) noise.data[index] = 255
  context.putImageData(noise, 0, 0)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
  const reader = new FileReader()
  const read = new Promise((resolve) => { reader.onload = resolve })
  reader.readAsDataURL(blob)
  await read
  return reader.result.split(',')[1]
})()`

describe('«Images»', () => {
  test('a photo of several MB is reduced below 1 MB, shown, and sent once with the articles (R-X9, D52)', async () => {
    const { page, hub, till, errors } = await openConnected()
    await openSheet(page, 'MARGHERITA')
    await button(page, 'Images').click()
    await page.getByText('Aucune image.').waitFor()
    const bytes = Buffer.from(await page.evaluate<string>(makePhoto), 'base64')
    expect(bytes.length).toBeGreaterThan(2_000_000)
    const photo = join(temporaryFolder(), 'photo.jpg')
    await writeFile(photo, bytes)
    await page.getByLabel("Fichier de l'image").setInputFiles(photo)
    const image = page.getByRole('img', { name: 'Image de MARGHERITA' })
    await image.waitFor()
    await look(page, 'images')
    const size = await page.evaluate<number>("document.querySelector('.article-image img').naturalWidth")
    expect(size).toBe(1200)
    await button(page, 'Quitter').last().click()
    await button(page, 'Quitter').last().click()

    await openTab(page, 'E/S')
    await button(page, 'Envoi Articles sur HubRise').click()
    await page.getByText("1 image(s) partiront d'abord").waitFor()
    await button(page, 'Confirmer').click()
    await page.getByText(/^Envoi terminé : 13 élément/).waitFor()
    const [sent] = hub.images.get('q9f4x')!
    expect(sent!.size).toBeLessThanOrEqual(1_048_576)
    await button(page, 'Envoi Images sur HubRise').click()
    await button(page, 'Confirmer').click()
    await page.getByText('Toutes les images sont déjà sur HubRise.').waitFor()
    await look(page, 'exchange')
    expect(hub.images.get('q9f4x')).toHaveLength(1)
    await page.keyboard.press('Escape')

    // The same photo joined to a file of articles is reduced too.
    await page.getByRole('menuitem', { name: 'Outils', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Import / Export', exact: true }).click()
    await page.getByLabel('Images des articles').setInputFiles(photo)
    await page.getByText('1 image(s) jointe(s).').waitFor()
    await page.getByLabel('Fichier CSV ou XLSX').setInputFiles({
      name: 'images.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('IDART;Image\n2;photo.jpg\n'),
    })
    await button(page, 'Importer').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Importer' }).click()
    await page.getByText('Import terminé : 0 création(s), 1 modification(s).').waitFor()
    expect((await fetch(`${till.url}/api/articles/2/image`)).headers.get('content-type')).toBe('image/jpeg')
    expect(errors).toEqual([])
  })

  test('what is no image is refused by its name, and a picture can be taken away', async () => {
    const { page, till } = await openConnected()
    await openSheet(page, 'REGINA')
    await button(page, 'Images').click()
    const file = page.getByLabel("Fichier de l'image")
    await file.setInputFiles({ name: 'notes.txt', mimeType: 'image/png', buffer: Buffer.from('Bonjour') })
    await page.getByText("notes.txt : ce fichier n'est pas une image").waitFor()
    for (const [name, bytes] of Object.entries({ 'affiche.png': 20_000_001, 'poster.png': 30_000_000 })) {
      await file.setInputFiles(await longFile(name, bytes))
      await page.getByText(`${name} : image refusée, elle dépasse 20 Mo.`).waitFor()
    }
    expect((await till.get('/api/articles/2/image')).status).toBe(404)
    const gif = Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64')
    // To the last byte that is allowed; what follows the picture is no part of it.
    await file.setInputFiles(await longFile('point.gif', 20_000_000, gif))
    await page.getByRole('img', { name: 'Image de REGINA' }).waitFor()
    await button(page, "Retirer l'image").click()
    await page.getByText('Aucune image.').waitFor()
    await until(async () => expect((await till.get('/api/articles/2/image')).status).toBe(404))
  })
})

describe('«Options»', () => {
  test('an article becomes an option, joins a group of another one, and leaves with it (R-X5)', async () => {
    const { page, hub } = await openConnected()
    await openSheet(page, 'COUVERTS')
    await button(page, 'Préparation').click()
    await page.getByLabel('Article Option').check()
    await look(page, 'preparation')
    await button(page, 'Paramètres').click()
    await page.getByLabel('Publication WEB').check()
    await button(page, 'Appliq.').click()
    await page.getByText('Article 18 enregistré.').waitFor()
    await button(page, 'Quitter').last().click()
    await page.getByRole('gridcell', { name: 'REGINA', exact: true }).dblclick()
    await button(page, 'Options').click()
    await page.getByRole('group', { name: 'Suppléments' }).waitFor()
    await button(page, 'Ajouter un groupe').click()
    const group = page.getByRole('group', { name: 'Nouveau groupe' })
    await group.getByLabel('Maximum').fill('1')
    await group.getByLabel('Ajouter une option').selectOption({ label: 'TOMATES — 0,50 €' })
    await group.getByLabel('Ajouter une option').selectOption({ label: 'COUVERTS — 0,00 €' })
    await group.getByRole('button', { name: 'Monter COUVERTS — 0,00 €' }).click()
    await button(page, 'Appliq.').click()
    await group.getByText('À remplir.').waitFor()
    await group.getByLabel('Nom du groupe').fill('Avec')
    await look(page, 'options')
    await button(page, 'Appliq.').click()
    await page.getByText('Article 2 enregistré.').waitFor()
    await button(page, 'Quitter').last().click()
    await button(page, 'Quitter').last().click()

    await openTab(page, 'Export')
    await page.getByText('Suppléments (4), Avec (2)').waitFor()
    await look(page, 'export')
    await button(page, 'Envoi Articles sur HubRise').click()
    await button(page, 'Confirmer').click()
    await page.getByText(/^Envoi terminé : 13 élément\(s\), 0 erreur/).waitFor()
    const list = hub.catalogs.get('q9f4x')!.data.option_lists!.find(({ name }) => name === 'Avec')!
    expect(list).toMatchObject({
      min_selections: 0,
      max_selections: 1,
      options: [
        { ref: '18', name: 'COUVERTS' },
        { ref: '6', name: 'TOMATES' },
      ],
    })
    expect(hub.catalogs.get('q9f4x')!.data.products!.find(({ ref }) => ref === '2')).toMatchObject({
      skus: [{ option_list_refs: ['O2', list.ref] }],
    })
  })
})

describe('stock', () => {
  test('entered in the fiche, switched on, sent by hand, then by itself (R-S1)', async () => {
    const { page, hub, till } = await openConnected()
    await openTab(page, 'E/S')
    await button(page, 'Envoi Stock sur HubRise').click()
    await page.getByText(/La gestion du stock est désactivée/).waitFor()
    await page.getByRole('tab', { name: 'Personnalisation' }).click()
    await page.getByRole('group', { name: 'Gestion Stock:' }).getByLabel('Activer').check()
    await button(page, 'Enregistrer').click()
    await page.getByText('Options enregistrées.').waitFor()
    await page.keyboard.press('Escape')

    await openSheet(page, 'MARGHERITA')
    await button(page, 'Stocks').click()
    await page.getByLabel('Gestion stock').check()
    // Saved, it stays as it was typed until it is read again.
    const { promise: isTime, resolve: readAgain } = Promise.withResolvers<void>()
    await page.route('**/api/articles/1', async (route) => {
      if (route.request().method() === 'GET') await isTime
      await route.continue()
    })
    await button(page, 'Appliq.').click()
    await page.getByText('Article 1 enregistré.').waitFor()
    await expect.poll(() => page.getByLabel('Gestion stock').isChecked()).toBe(true)
    readAgain()
    await page.getByLabel('Quantité').fill('trois')
    await page.getByLabel('Motif').fill('Fabrication du matin')
    await button(page, 'Entrée').click()
    await page.getByText(/« trois » est refusé/).waitFor()
    await page.getByLabel('Quantité').fill('3')
    await button(page, 'Entrée').click()
    await page.getByText(/Stock théorique : 3 -/).waitFor()
    await look(page, 'stocks')
    await button(page, 'Quitter').last().click()
    await button(page, 'Quitter').last().click()

    await openTab(page, 'E/S')
    await button(page, 'Envoi Articles sur HubRise').click()
    await button(page, 'Confirmer').click()
    await page.getByText(/^Envoi terminé : 13/).waitFor()
    expect(hub.inventory.get('sku 1')).toBe('3')
    await button(page, 'Envoi Stock sur HubRise').click()
    await page.getByText('Le stock de 1 article(s) et option(s) va remplacer celui de «Carte».').waitFor()
    await button(page, 'Confirmer').click()
    await page.getByText('Envoi terminé : 1 élément(s), 0 erreur(s)').waitFor()
    await page.getByRole('tab', { name: 'Synchronisation auto' }).click()
    await page.getByLabel('Envoyer le stock').check()
    await button(page, 'Enregistrer').click()
    await page.getByText('Options enregistrées.').waitFor()
    await look(page, 'sync')
    await till.post('/api/articles/1/stock', { direction: 'out', quantity: '2', reason: 'Vente' })
    await until(() => expect(hub.inventory.get('sku 1')).toBe('1'))
  })
})

describe('«Maintenance»: association of articles', () => {
  test('«Remplir» proposes in yellow, «Valider» makes it so, and the open order finds its article (R-M1)', async () => {
    const { page, hub, till } = await openConnected()
    const sku = (ref: string) => ({ ref, price: '9.00 EUR' })
    hub.catalogs.get('q9f4x')!.data = {
      categories: [{ ref: 'C', name: 'Pizzas' }],
      products: [
        { ref: 'A', category_ref: 'C', name: 'Margherita', skus: [sku('MARG')] },
        { ref: 'B', category_ref: 'C', name: 'Pizza du chef', skus: [sku('CHEF')] },
      ],
    }
    hub.place({ items: [{ sku_ref: 'MARG', product_name: 'Margherita' }] })
    await until(async () => expect(await till.orders()).toHaveLength(1))
    const [order] = await till.orders()
    await openTab(page, 'Maintenance')
    const table = page.getByRole('table', { name: 'Association des articles' })
    const row = (ref: string) => table.getByRole('row', { name: new RegExp(`^${ref} `) })
    await row('MARG').getByText('Non associé').waitFor()
    await expect.poll(() => button(page, 'Valider').isDisabled()).toBe(true)
    await button(page, 'Remplir').click()
    await row('MARG').getByText('En attente de validation').waitFor()
    await row('CHEF').getByText('Non associé').waitFor()
    await page.getByLabel('Article associé à CHEF').focus()
    await page.getByLabel('Article associé à CHEF').selectOption({ label: 'CALZONE' })
    await look(page, 'associations')
    expect((await till.details(order!.number)).lines[0]).toMatchObject({ known: false })
    await button(page, 'Valider').click()
    await row('MARG').getByText('Associé', { exact: true }).waitFor()
    await row('CHEF').getByText('Associé', { exact: true }).waitFor()
    expect((await till.details(order!.number)).lines[0]).toMatchObject({ known: true, articleId: 1 })
  })
})

describe('«Fiche Article» by the keyboard', () => {
  test('a field by its name, tariffs and codes by Enter, Enter saves; a refusal loses nothing (W-16, kezia 6.7)', async () => {
    const { page, till } = await openConnected()
    await openSheet(page, 'MARGHERITA')
    const focused = (name: string) =>
      until(async () => expect(await page.evaluate('document.activeElement.name')).toBe(name))
    const goTo = async (label: string, name: string) => {
      await page.getByLabel('Rechercher un champ…').fill(label)
      await page.keyboard.press('Enter')
      await focused(name)
    }
    await button(page, 'Nouveau').click()
    await page.getByText('Nouvel article', { exact: true }).waitFor()
    await focused('definition')
    await page.keyboard.type('PIZZA « DU CHEF » 🍕 <b>')
    await goTo('Prix de Vente TTC', 'price')
    await page.keyboard.type('1e9')
    await page.keyboard.press('Enter')
    await page.getByText('« 1e9 » est refusé').waitFor()
    await focused('price')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('9')
    await goTo('temps de prep', 'preparationMinutes')
    await page.keyboard.type('25')
    await button(page, 'Multi-tarif Grilles').click()
    await button(page, 'Ajouter un tarif').click()
    for (const [index, [title, price]] of [
      ['Petite', '9'],
      ['Grande', '13,50'],
    ].entries()) {
      await focused(`tariffs.${index}.title`)
      await page.keyboard.type(title!)
      await page.keyboard.press('Enter')
      await focused(`tariffs.${index}.price`)
      await page.keyboard.type(price!)
      await page.keyboard.press('Enter')
    }
    await focused('tariffs.2.title')
    await page.keyboard.press('Enter')
    await page.getByText('Article 19 enregistré.').waitFor()
    expect((await till.get<ArticleSheet>('/api/articles/19')).body.article).toMatchObject({
      definition: 'PIZZA « DU CHEF » 🍕 <b>',
      priceCents: 900,
      preparationMinutes: 25,
      tariffs: [
        { idtar: 1, title: 'Petite', priceCents: 900 },
        { idtar: 2, title: 'Grande', priceCents: 1350 },
      ],
    })
  })
})

describe('«Sélection Article»', () => {
  test('the list follows each letter; Enter goes into it, then opens the fiche; a bar code is a name too (W-15)', async () => {
    const { page, till } = await openConnected()
    await changeArticle(till, 11, {
      saleCodes: [{ code: '5449000000996', quantity: '1' }],
      isSaleBlocked: true,
    })
    await till.post('/api/articles/11/stock', { direction: 'in', quantity: '24', reason: 'Livraison' })
    await page.keyboard.press('F2')
    const selection = page.getByRole('dialog', { name: 'Sélection Article' })
    await selection.getByText('18 articles').waitFor()
    await selection.getByLabel('Q_STOCK (Lent)').check()
    await selection.getByRole('textbox', { name: 'Designation' }).focus()
    await page.keyboard.type('5449000000996')
    await selection.getByText('1 article', { exact: true }).waitFor()
    await selection.getByRole('gridcell', { name: '24', exact: true }).waitFor()
    // In words too: the row that is chosen has a colour of its own.
    await selection.getByRole('gridcell', { name: /COLA 33 CL\s*Vte bloquée/ }).waitFor()
    await page.keyboard.press('Enter')
    await until(async () => expect(await page.locator(':focus').textContent()).toContain('COLA 33 CL'))
    await page.keyboard.press('Enter')
    await page.getByText('IDART : 11', { exact: true }).waitFor()
  })

  test('a long list draws what is seen; keys and scrolling reach every row of it (W-15)', async () => {
    const { page, till, errors } = await openConnected()
    for (let number = 101; number <= 250; number++)
      await till.post('/api/articles', { definition: `PLAT ${number}`, price: '9,00', vat1Id: 3 })
    await page.keyboard.press('F2')
    const selection = page.getByRole('dialog', { name: 'Sélection Article' })
    await selection.getByRole('textbox', { name: 'Designation' }).fill('plat')
    await page.keyboard.press('Enter')
    await selection.getByText('150 articles').waitFor()
    const grid = selection.getByRole('grid')
    const last = grid.getByRole('row', { name: 'PLAT 250' })
    expect(await grid.getAttribute('aria-rowcount')).toBe('151')
    expect(await grid.getByRole('row').count()).toBeLessThan(100)
    expect(await last.count()).toBe(0)

    await grid.getByRole('row', { name: 'PLAT 101' }).click()
    await page.keyboard.press('End')
    await expect.poll(() => page.locator(':focus').textContent()).toContain('PLAT 250')
    expect(await last.getAttribute('aria-selected')).toBe('true')

    await page.keyboard.press('Home')
    await until(async () => expect(await last.count()).toBe(0))
    await until(async () => {
      await page.mouse.wheel(0, 20_000)
      expect(await last.count()).toBe(1)
    })
    expect(errors).toEqual([])
  })
})
