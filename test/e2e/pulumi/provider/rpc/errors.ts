import grpc from '@grpc/grpc-js';
import providers from '@pulumi/pulumi/proto/provider_pb.js';
import statuses from '@pulumi/pulumi/proto/status_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import { InitFailed } from '../operations/not-ready.ts';
import { toStruct } from './struct.ts';

/** An error as gRPC sends it; that an object exists but is not ready travels with the object as it is. */
export function toServiceError(error: unknown): Partial<grpc.ServiceError> {
  const message = error instanceof Error ? error.message : String(error);
  const code = grpc.status.UNKNOWN;
  return error instanceof InitFailed
    ? { code, details: message, metadata: withObject(error) }
    : { code, details: message };
}

function withObject({ id, outputs, inputs, reasons, message }: InitFailed): grpc.Metadata {
  const detail = new providers.ErrorResourceInitFailed();
  detail.setId(id);
  detail.setProperties(toStruct(outputs));
  detail.setReasonsList([...reasons]);
  if (inputs !== undefined) detail.setInputs(toStruct(inputs));
  const packed = new any.Any();
  packed.pack(detail.serializeBinary(), 'pulumirpc.ErrorResourceInitFailed');
  const status = new statuses.Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(packed);
  const metadata = new grpc.Metadata();
  metadata.add('grpc-status-details-bin', Buffer.from(status.serializeBinary()));
  return metadata;
}
