import { git } from './git.ts';

/** A file of a revision. */
export interface GitFile {
  /** Relative to the folder, forward slashes. */
  readonly path: string;
  /** Its content's hash. */
  readonly hash: string;
  readonly bytes: number;
  /** A link's content is where it leads; a submodule has none. */
  readonly type: 'file' | 'link' | 'submodule';
}

/** Every file of a revision below `folder`, sorted by path. */
export function filesOf(folder: string, commit: string): readonly GitFile[] {
  // Without a path, git lists the folder it is run in, with paths relative to it.
  const { output } = git(folder, ['ls-tree', '-r', '-z', '--long', commit]);
  return output
    .toString('utf8')
    .split('\0')
    .filter((line) => line !== '')
    .map(fileOf)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A line is `<mode> <type> <hash> <bytes>\t<path>`. */
function fileOf(line: string): GitFile {
  const tab = line.indexOf('\t');
  const [mode = '', type = '', hash = '', bytes = ''] = line.slice(0, tab).split(/ +/);
  const kind = type === 'commit' ? 'submodule' : mode === '120000' ? 'link' : 'file';
  return { path: line.slice(tab + 1), hash, bytes: Number(bytes) || 0, type: kind };
}

/** The texts of files by hash, all from one run of git. */
export function contentsOf(folder: string, hashes: Iterable<string>): ReadonlyMap<string, string> {
  const wanted = [...new Set(hashes)];
  const { output } = git(folder, ['cat-file', '--batch'], wanted.map((hash) => `${hash}\n`).join(''));
  const texts = new Map<string, string>();
  let at = 0;
  for (const hash of wanted) {
    // `<hash> blob <bytes>`, a line end, the bytes, a line end.
    const end = output.indexOf('\n', at);
    const bytes = Number(output.toString('utf8', at, end).split(' ')[2]);
    texts.set(hash, output.toString('utf8', end + 1, end + 1 + bytes));
    at = end + bytes + 2;
  }
  return texts;
}
