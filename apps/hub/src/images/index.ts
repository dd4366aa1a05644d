export { catalogImages, removeUnusedImages } from './commands.ts'
export { imageRoutes } from './routes.ts'
