import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const hub = process.env.HUB_ORIGIN ?? 'http://localhost:4000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The hub's content security policy allows no data: script or font; small files stay files.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: 'es2023' },
  server: { port: 4001, proxy: { '/api': hub, '/v1': hub } },
})
