/** Files of one folder of a part, in groups: each group is a ConfigMap, since one holds a mebibyte at most. */
export interface Folder {
  /** Where the folder is mounted. */
  readonly path: string;
  /** Group → file name → content. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
