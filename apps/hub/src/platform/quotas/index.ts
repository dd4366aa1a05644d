export { createQuotas, type Exhausted, forgetOldQuotas, type Quota, type Quotas } from './quotas.ts'
