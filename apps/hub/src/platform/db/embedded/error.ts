/** Why the embedded PostgreSQL cannot run here: a sentence for the operator, with the remedy. */
export class EmbeddedDatabaseError extends Error {}
