import type { OperationId } from '../operations.ts'
import recorded from './examples.json' with { type: 'json' }

/**
 * What a real hub answered to the example of each operation, with the ids and times of the contract's own examples:
 * written by `npm run examples`, and compared with a hub's answers by a test.
 */
export const examples: Partial<Record<OperationId, unknown>> = recorded
