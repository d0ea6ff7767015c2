import grpc from '@grpc/grpc-js';
import engineServices from '@pulumi/pulumi/proto/engine_grpc_pb.js';
import engineMessages from '@pulumi/pulumi/proto/engine_pb.js';

/** Writes warnings where the engine shows them: at a resource. @param address of the engine, `127.0.0.1:1234` */
export function warnings(address: string): (urn: string, message: string) => void {
  const engine = new engineServices.EngineClient(address, grpc.credentials.createInsecure());
  return (urn, message) => {
    const request = new engineMessages.LogRequest();
    request.setSeverity(engineMessages.LogSeverity.WARNING);
    request.setUrn(urn);
    request.setMessage(message);
    // A warning that gets lost is no reason to fail.
    engine.log(request, () => {});
  };
}
