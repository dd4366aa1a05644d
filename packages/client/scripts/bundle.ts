import { build } from 'vite'

/** The client with what it uses of the contract and of its parser, as one module: `dist/index.js`. */
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
