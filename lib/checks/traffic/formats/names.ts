// Apart from the formats themselves, so that help can list them without loading the engine.

/** The formats of a listing. */
export const listFormats = ['text', 'json', 'md', 'csv', 'dot'] as const;

/** A format of a listing. */
export type ListFormat = (typeof listFormats)[number];

/** The formats of a difference. */
export const diffFormats = ['text', 'json', 'md', 'csv'] as const;

/** A format of a difference. */
export type DiffFormat = (typeof diffFormats)[number];
