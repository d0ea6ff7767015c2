import { Workspace } from '@pulumi/aws/amp/workspace.js';
import { Budget } from '@pulumi/aws/budgets/budget.js';
import type { Resource } from '@pulumi/pulumi';
import { AwsComponent, type AwsContext } from './component.ts';

/** Where metrics go for good, and who hears of it when the month becomes dear. */
export class Monitoring extends AwsComponent {
  readonly workspace: Workspace;

  constructor(context: AwsContext, parent: Resource) {
    super('Monitoring', `${context.infrastructure.settings.name}-monitoring`, context, { parent });
    const { settings, tags, environment } = context.infrastructure;
    this.workspace = new Workspace(
      this.prefix,
      { alias: this.prefix, tags },
      { parent: this, protect: context.protect },
    );
    const { budget } = settings;
    if (budget) {
      const notify = (notificationType: string, threshold: number) => ({
        notificationType,
        threshold,
        thresholdType: 'PERCENTAGE',
        comparisonOperator: 'GREATER_THAN',
        subscriberEmailAddresses: [...budget.emails],
      });
      new Budget(
        this.prefix,
        {
          budgetType: 'COST',
          timeUnit: 'MONTHLY',
          limitAmount: String(budget.monthlyUsd),
          limitUnit: 'USD',
          costFilters: [{ name: 'TagKeyValue', values: [`user:environment$${environment}`] }],
          notifications: [notify('ACTUAL', 80), notify('FORECASTED', 100)],
          tags,
        },
        this.child,
      );
    }
    this.registerOutputs({ endpoint: this.workspace.prometheusEndpoint });
  }
}
