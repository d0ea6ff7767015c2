import type { Engine } from './engine.ts';
import { remember } from './remember.ts';

/** Makes each value once for an engine and a key, for an engine never changes. */
export function perEngine<K, V>(make: (engine: Engine, key: K) => V): (engine: Engine, key: K) => V {
  const known = new WeakMap<Engine, Map<K, { readonly value: V }>>();
  return (engine, key) => {
    let values = known.get(engine);
    if (values === undefined) {
      values = new Map();
      known.set(engine, values);
    }
    return remember(values, key, () => ({ value: make(engine, key) })).value;
  };
}
