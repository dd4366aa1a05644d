/** The JSON API's types; types only, so that no schema reaches the bundle. */
export type * from '../../../../packages/contract/src/manager.ts'
