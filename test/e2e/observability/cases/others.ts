import type { Case } from './case.ts';

const database = 'namespace="uo-dev", statefulset="identity-auth-postgres"';
const backup = 'namespace="uo-dev", cronjob="identity-auth-postgres-backup"';
const app = (status: string, project = 'dev') =>
  `argocd_app_info{project="${project}", name="dev-identity-auth", sync_status="${status}", health_status="Healthy"}`;
const certificate = 'certmanager_certificate_expiration_timestamp_seconds{namespace="uo-dev", name="edge-tls"}';
const failed = 'alertmanager_notifications_failed_total{integration="slack", reason="clientError"}';

/** Alerts about databases, delivery, certificates and watching itself. */
export const otherCases: readonly Case[] = [
  {
    alert: 'DatabaseDown',
    name: 'no ready pod',
    series: { [`kube_statefulset_status_replicas_ready{${database}}`]: '1x5 0x20' },
    at: '20m',
    fires: 1,
  },
  {
    alert: 'DatabaseDown',
    name: 'a restart of a minute',
    series: { [`kube_statefulset_status_replicas_ready{${database}}`]: '1x18 0 1x20' },
    at: '20m',
    fires: 0,
  },
  {
    alert: 'BackupTooOld',
    name: 'the last success is 27 hours ago',
    series: { [`kube_cronjob_status_last_successful_time{${backup}}`]: '0x1700' },
    at: '27h',
    fires: 1,
  },
  {
    alert: 'BackupTooOld',
    name: 'there never was one, and the schedule is 27 hours old',
    series: { [`kube_cronjob_created{${backup}}`]: '0x1700' },
    at: '27h',
    fires: 1,
  },
  {
    alert: 'BackupTooOld',
    name: "last night's succeeded",
    series: {
      [`kube_cronjob_created{${backup}}`]: '0x1700',
      [`kube_cronjob_status_last_successful_time{${backup}}`]: '10000x1700',
    },
    at: '27h',
    fires: 0,
  },
  {
    alert: 'ArgoCdOutOfSync',
    name: 'an application out of sync',
    series: { [app('OutOfSync')]: '1x30' },
    at: '20m',
    fires: 1,
  },
  {
    alert: 'ArgoCdOutOfSync',
    name: 'an application in sync',
    series: { [app('Synced')]: '1x30' },
    at: '20m',
    fires: 0,
  },
  {
    alert: 'ArgoCdOutOfSync',
    name: 'an application of another environment on the same cluster',
    series: { [app('OutOfSync', 'staging')]: '1x30' },
    at: '20m',
    fires: 0,
  },
  {
    alert: 'CertificateExpiring',
    name: 'ten days left',
    series: { [certificate]: `${10 * 86_400}x90` },
    at: '70m',
    fires: 1,
  },
  {
    alert: 'CertificateExpiring',
    name: 'sixty days left',
    series: { [certificate]: `${60 * 86_400}x90` },
    at: '70m',
    fires: 0,
  },
  { alert: 'AlertsNotDelivered', name: 'Slack refuses', series: { [failed]: '0+5x30' }, at: '20m', fires: 1 },
  { alert: 'AlertsNotDelivered', name: 'Slack takes everything', series: { [failed]: '0x30' }, at: '20m', fires: 0 },
  { alert: 'Watchdog', name: 'nothing at all', series: {}, at: '1m', fires: 1 },
];
