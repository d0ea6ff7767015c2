// Rules of your own, a line each; `check` and `synth` hold every tree to them.
export { modestRequests } from './modest-requests.ts';
