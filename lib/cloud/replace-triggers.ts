import { aws } from './types.ts';

/**
 * Properties that AWS can't change once a resource is there, by type: with another value, Pulumi makes the resource anew. From the
 * provider's reference, where each is marked "changing this forces a new resource"
 * (https://www.pulumi.com/registry/packages/aws/api-docs/<module>/<resource>/). Names that the program chooses itself count too.
 */
export const replaceTriggers: Readonly<Record<string, readonly string[]>> = {
  [aws.addon]: ['addonName', 'clusterName'],
  [aws.bucket]: ['bucket', 'objectLockEnabled'],
  [aws.certificate]: ['domainName', 'subjectAlternativeNames', 'validationMethod', 'keyAlgorithm'],
  [aws.cluster]: [
    'name',
    'roleArn',
    'bootstrapSelfManagedAddons',
    'encryptionConfig.provider.keyArn',
    'kubernetesNetworkConfig.serviceIpv4Cidr',
    'kubernetesNetworkConfig.ipFamily',
  ],
  [aws.database]: ['engine', 'dbName', 'username', 'storageEncrypted', 'kmsKeyId', 'availabilityZone'],
  [aws.egressRule]: ['securityGroupId'],
  [aws.eip]: ['domain'],
  [aws.ingressRule]: ['securityGroupId'],
  [aws.key]: ['keyUsage', 'customerMasterKeySpec', 'multiRegion'],
  [aws.launchTemplate]: ['name'],
  [aws.logGroup]: ['name'],
  [aws.natGateway]: ['subnetId', 'allocationId', 'connectivityType'],
  [aws.networkAcl]: ['vpcId'],
  [aws.nodeGroup]: [
    'amiType',
    'capacityType',
    'clusterName',
    'diskSize',
    'instanceTypes',
    'launchTemplate.id',
    'nodeGroupName',
    'nodeRoleArn',
    'remoteAccess',
    'subnetIds',
  ],
  [aws.parameterGroup]: ['family', 'name', 'description'],
  [aws.podIdentity]: ['clusterName', 'namespace', 'serviceAccount'],
  [aws.role]: ['name', 'path'],
  [aws.route]: ['routeTableId', 'destinationCidrBlock'],
  [aws.routeTable]: ['vpcId'],
  [aws.routeTableAssociation]: ['subnetId', 'gatewayId'],
  [aws.secret]: ['name'],
  [aws.securityGroup]: ['name', 'description', 'vpcId'],
  [aws.subnet]: ['vpcId', 'cidrBlock', 'availabilityZone'],
  [aws.subnetGroup]: ['name'],
  [aws.vpc]: ['cidrBlock', 'instanceTenancy'],
  [aws.vpcEndpoint]: ['vpcId', 'serviceName', 'vpcEndpointType'],
  [aws.workspace]: ['kmsKeyArn'],
  [aws.zone]: ['name'],
};
