import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

// `vite build apps/till` sets the root to this folder, whatever a plain `root` says here: a plugin has the last word.
const screens: Plugin = {
  name: 'till-screens',
  config: () => ({ root: join(import.meta.dirname, 'web') }),
}

export default defineConfig({
  plugins: [screens, react()],
  build: { outDir: join(import.meta.dirname, 'dist'), emptyOutDir: true, assetsInlineLimit: 0 },
})
