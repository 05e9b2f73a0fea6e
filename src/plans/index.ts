export { ALEXNET_OVER_WIFI } from './examples/alexnet-over-wifi.js';
export { PlansModule } from './plans.module.js';
