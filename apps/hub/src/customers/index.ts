export {
  type AttachedChoice,
  countNewOrder,
  followTotal,
  lockNamed,
  type OrderOfCustomer,
} from './attach.ts'
export { createList, type DetachOrders, deleteList, removeList, renameList } from './lists.ts'
export { guest } from './person.ts'
export { customerRoutes } from './routes.ts'
export { inZone } from './rules.ts'
