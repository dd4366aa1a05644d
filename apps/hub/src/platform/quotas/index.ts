export {
  createQuotas,
  type Exhausted,
  forgetOldQuotas,
  type Quota,
  type QuotaOwner,
  type Quotas,
} from './quotas.ts'
