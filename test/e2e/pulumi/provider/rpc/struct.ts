import structs from 'google-protobuf/google/protobuf/struct_pb.js';
import type { Values } from '../values/values.ts';

const { Struct } = structs;

/** The wire's own form of an object. */
export type Struct = InstanceType<typeof Struct>;

/** Reads an object from the wire; one that is not there is empty. */
export function fromStruct(struct: Struct | undefined): Values {
  return (struct?.toJavaScript() ?? {}) as Values;
}

/** Writes an object to the wire. */
export function toStruct(values: Values): Struct {
  return Struct.fromJavaScript(values as Parameters<typeof Struct.fromJavaScript>[0]);
}
