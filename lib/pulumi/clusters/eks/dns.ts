import { Certificate } from '@pulumi/aws/acm/certificate.js';
import { CertificateValidation } from '@pulumi/aws/acm/certificateValidation.js';
import { getZoneOutput } from '@pulumi/aws/route53/getZone.js';
import { Record as DnsRecord } from '@pulumi/aws/route53/record.js';
import { Zone } from '@pulumi/aws/route53/zone.js';
import type { Output, Resource } from '@pulumi/pulumi';
import { AwsComponent, type AwsContext } from './component.ts';

/** The public zone of the environment's domain, and a certificate for the domain and every host right below it. */
export class Dns extends AwsComponent {
  readonly zoneArn: Output<string>;
  /** Name servers that the domain's registrar must be told of, if the zone was made here. */
  readonly nameServers: Output<string[]>;
  readonly certificateArn: Output<string>;

  constructor(context: AwsContext, parent: Resource) {
    super('Dns', `${context.infrastructure.settings.name}-dns`, context, { parent });
    const { domain, settings, tags } = context.infrastructure;
    const { zone: zoneName, existing } = settings.dns;
    const zone = existing
      ? getZoneOutput({ name: zoneName, privateZone: false }, this.child)
      : new Zone(
          `${this.prefix}-zone`,
          { name: zoneName, comment: `Hosts of ${this.prefix}`, forceDestroy: settings.disposable, tags },
          { parent: this, protect: context.protect }, // a new zone has new name servers: nobody would find the domain
        );
    this.zoneArn = zone.arn;
    this.nameServers = zone.nameServers;
    const certificate = new Certificate(
      this.prefix,
      { domainName: domain, subjectAlternativeNames: [`*.${domain}`], validationMethod: 'DNS', tags },
      this.child,
    );
    // the wildcard is proven by the same record as its domain
    const proof = certificate.domainValidationOptions.apply(
      ([option]) => option ?? { resourceRecordName: '', resourceRecordType: 'CNAME', resourceRecordValue: '' },
    );
    const record = new DnsRecord(
      `${this.prefix}-certificate`,
      {
        zoneId: zone.zoneId,
        name: proof.resourceRecordName,
        type: proof.resourceRecordType,
        records: [proof.resourceRecordValue],
        ttl: 60,
        allowOverwrite: true, // a certificate of the same name, made before, is proven by it too
      },
      this.child,
    );
    const validation = new CertificateValidation(
      this.prefix,
      { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
      this.child,
    );
    this.certificateArn = validation.certificateArn;
    this.registerOutputs({ nameServers: this.nameServers });
  }
}
