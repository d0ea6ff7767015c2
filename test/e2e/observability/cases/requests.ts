import { type Case, pod } from './case.ts';

const seed = 'web-flask-api/flask-api';
const otel = 'identity-auth/api';
const requests = (status: number) => `app_requests_total{${pod(seed)}, method="GET", endpoint="/", status="${status}"}`;
const spans = (status: number) =>
  `http_server_request_duration_seconds_count{${pod(otel)}, http_route="/", http_response_status_code="${status}"}`;
const bucket = (le: string) => `app_request_latency_seconds_bucket{${pod(seed)}, endpoint="/", le="${le}"}`;
const total = `app_request_latency_seconds_count{${pod(seed)}, endpoint="/"}`;
const up = `up{${pod(seed)}}`;

/** Alerts about requests. */
export const requestCases: readonly Case[] = [
  {
    alert: 'HighErrorRate',
    name: 'a fifth of all requests fails',
    series: { [requests(200)]: '0+480x30', [requests(500)]: '0+120x30' },
    at: '20m',
    fires: 1,
  },
  {
    alert: 'HighErrorRate',
    name: 'everything fails, and no request ever succeeded',
    series: { [spans(503)]: '0+60x30' },
    at: '20m',
    fires: 1,
  },
  {
    alert: 'HighErrorRate',
    name: 'half a request a second fails of a hundred',
    series: { [requests(200)]: '0+5970x30', [requests(500)]: '0+30x30' },
    at: '20m',
    fires: 0,
    trap: 'its rate of errors above 0.1 a second fires for 0.5 % of the requests',
  },
  {
    alert: 'HighErrorRate',
    name: 'one pod of three has all the errors, which are few',
    series: {
      [requests(200)]: '0+3000x30',
      [`app_requests_total{${pod(seed, 'b')}, method="GET", endpoint="/", status="200"}`]: '0+3000x30',
      [`app_requests_total{${pod(seed, 'c')}, method="GET", endpoint="/pay", status="500"}`]: '0+60x30',
    },
    at: '20m',
    fires: 0,
    trap: 'each series divided by itself reads 100 %: the sums must come first',
  },
  {
    alert: 'HighErrorRate',
    name: 'a spike that is over before two minutes are',
    series: { [requests(200)]: '0+600x30', [requests(500)]: '0+0x19 60 60+0x10' },
    at: '21m',
    fires: 0,
  },
  {
    alert: 'HighErrorRate',
    name: 'one request in ten minutes, and it fails',
    series: { [requests(500)]: '0+0x10 1+0x10' },
    at: '14m',
    fires: 0,
  },
  {
    alert: 'HighLatency',
    name: 'a tenth of the requests takes a second',
    series: { ...histogram('54', '60'), [requests(200)]: '0+60x60' },
    at: '40m',
    fires: 1,
  },
  {
    alert: 'HighLatency',
    name: 'one request of a hundred is slow',
    series: { ...histogram('594', '600'), [requests(200)]: '0+600x60' },
    at: '40m',
    fires: 0,
  },
  { alert: 'TargetDown', name: 'no pod answers', series: { [up]: '1x10 0x20' }, at: '20m', fires: 1 },
  { alert: 'TargetDown', name: 'its pods are gone altogether', series: { [up]: '1x10 _x60' }, at: '40m', fires: 1 },
  {
    alert: 'TargetDown',
    name: 'one pod of two answers',
    series: { [up]: '1x30', [`up{${pod(seed, 'b')}}`]: '0x30' },
    at: '20m',
    fires: 0,
  },
  {
    alert: 'TargetDown',
    name: 'a stack that was retired: nobody declares it any more',
    series: { [`up{${pod('shop-old/api')}}`]: '1x10 _x60' },
    at: '40m',
    fires: 0,
  },
  {
    alert: 'SloErrorBudgetBurn',
    name: 'a tenth of the requests fails for an hour: the fastest pair, and it alone wakes somebody',
    series: { [up]: '1x120', [requests(200)]: '0+540x120', [requests(500)]: '0+60x120' },
    at: '65m',
    fires: 4, // with so short a history every window sees the same
  },
  {
    alert: 'SloErrorBudgetBurn',
    name: 'the promise of availability: no pod for an hour',
    series: { [up]: '0x120' },
    at: '65m',
    fires: 4,
  },
  {
    alert: 'SloErrorBudgetBurn',
    name: 'the promise of latency: a third of the requests is slow',
    series: { [up]: '1x120', ...histogram('40', '60', 120) },
    at: '65m',
    fires: 4,
  },
  {
    alert: 'SloErrorBudgetBurn',
    name: 'as many errors as are promised',
    series: { [up]: '1x120', [requests(200)]: '0+9960x120', [requests(500)]: '0+40x120' },
    at: '65m',
    fires: 0,
  },
  {
    alert: 'SloErrorBudgetBurn',
    name: 'an outage that ended two hours ago',
    series: { [up]: '1x400', [requests(200)]: '0+600x400', [requests(500)]: '0+300x20 6000x380' },
    at: '150m',
    fires: 1, // the six hours of the slowest pair still see it; nobody is woken
  },
];

function histogram(fast: string, all: string, minutes = 60): Readonly<Record<string, string>> {
  return {
    [bucket('0.5')]: `0+${fast}x${minutes}`,
    [bucket('1.0')]: `0+${all}x${minutes}`,
    [bucket('+Inf')]: `0+${all}x${minutes}`,
    [total]: `0+${all}x${minutes}`,
  };
}
