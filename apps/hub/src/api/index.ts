export {
  type Api,
  type ApiCall,
  Json,
  type OperationHandler,
  type OperationOptions,
  registerApi,
} from './api.ts'
export { pageAnswer } from './pages.ts'
export type { Place } from './places.ts'
