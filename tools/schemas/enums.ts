import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Definition name → field → the values that the API server takes, from the Go code that it makes its documents from: the
 * documents in the repository are written without them, those of a running server have them.
 */
export type Enums = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

const functionLine = /^func schema_k8sio_api_([a-z0-9]+)_(v\d+)_(\w+)\(/;
const fieldLine = /^\t{5}"(\w+)": \{$/;
const enumLine = /^\s+Enum:\s+\[\]interface\{\}\{(.*)\},$/;

/** Reads the enums of all GA types of the Kubernetes module in `folder`. */
export function readEnums(folder: string): Enums {
  return parseEnums(readFileSync(join(folder, 'pkg/generated/openapi/zz_generated.openapi.go'), 'utf8'));
}

/** {@link readEnums} of the file's text. */
export function parseEnums(go: string): Enums {
  const enums = new Map<string, Map<string, readonly string[]>>();
  let definition: string | undefined;
  let field = '';
  for (const line of go.split('\n')) {
    if (line.startsWith('func ')) {
      const found = functionLine.exec(line);
      definition = found ? `io.k8s.api.${found[1]}.${found[2]}.${found[3]}` : undefined;
      continue;
    }
    if (definition === undefined) continue;
    field = fieldLine.exec(line)?.[1] ?? field;
    const values = enumLine.exec(line)?.[1];
    if (values === undefined) continue;
    const fields = enums.get(definition) ?? new Map<string, readonly string[]>();
    enums.set(definition, fields.set(field, JSON.parse(`[${values}]`) as string[]));
  }
  return enums;
}
