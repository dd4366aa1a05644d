export { catalogImages, startImageRemoval } from './commands.ts'
export { imageRoutes } from './routes.ts'
