import { build } from 'vite'

/** Bundles the client, with the parts it uses of the contract and of its SSE parser, into `dist/index.js`. */
export async function bundle(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: folder,
    logLevel: 'warn',
    build: {
      target: 'node20',
      minify: false,
      emptyOutDir: true,
      lib: { entry: 'src/index.ts', formats: ['es'], fileName: () => 'index.js' },
    },
  })
}
