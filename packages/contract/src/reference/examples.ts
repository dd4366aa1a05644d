import type { OperationId } from '../operations.ts'
import recorded from './examples.json' with { type: 'json' }

/**
 * Answers of a real hub to the example of each operation, with the ids and times of the contract's examples. Written by
 * `npm run examples`; a test compares them with a hub's answers.
 */
export const examples: Partial<Record<OperationId, unknown>> = recorded
