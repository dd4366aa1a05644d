export {
  type AttachedChoice,
  countNewOrder,
  followTotal,
  lockNamed,
  type OrderOfCustomer,
} from './attach.ts'
export { createList, deleteList, removeList, renameList } from './lists.ts'
export { checkDelta } from './loyalty-rules.ts'
export { customerPages } from './manager.ts'
export { countByDay as countNewByDay } from './manager-store.ts'
export type { DetachOrders, LockedOrder, OrdersOfCustomers, Origin } from './orders-of-customers.ts'
export { anonymised, guest } from './person.ts'
export { customerRoutes } from './routes.ts'
export { inZone } from './rules.ts'
export { orderedAt, type VisibleCustomers, visibleCustomers } from './sight.ts'
