/** The forms of a picture; apart from the drawing, so that help can list them without loading it. */
export const graphFormats = ['html', 'svg'] as const;

/** A form of a picture. */
export type GraphFormat = (typeof graphFormats)[number];
