// Every stack there is, a line each; environments say which run where.
export { analytics as commerceAnalytics } from './commerce/analytics.ts';
export { auth as commerceAuth } from './commerce/auth.ts';
export { payment as commercePayment } from './commerce/payment.ts';
export { auth as identityAuth } from './identity/auth.ts';
export { user as identityUser } from './identity/user.ts';
export { apiNode as operationsApiNode } from './operations/api-node.ts';
export { coreGo as operationsCoreGo } from './operations/core-go.ts';
export { workerPython as operationsWorkerPython } from './operations/worker-python.ts';
export { environment as platformEnvironment } from './platform/environment.ts';
export { backstage as portalBackstage } from './portal/backstage.ts';
export { platformApi as portalPlatformApi } from './portal/platform-api.ts';
export { flaskApi as webFlaskApi } from './web/flask-api.ts';
